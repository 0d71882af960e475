"""Share a dictionary of lists.

Worker processes record events on a board, a dictionary with one list for each key. A manager holds
the board, so that all processes see the same one. Yet all its lists stay empty. Repair it.

Write ``run(events, workers) -> dict[str, list]``:

- ``events`` is a list of pairs ``(key, value)``. A key is a str, also ``""``. A value can be
  anything that can be pickled: None, ``0``, a list, 1 MB of bytes, the same value again.
- The events are split among ``workers`` child processes (at least 1), which record them at the
  same time: each gets some, even if all have the same key, and a lock is held for one event, not
  for a share. (A worker may also add its whole share of a key in one step. Fewer processes will
  do if there are fewer events than workers.)
- Return a plain dict of plain lists: for each key all of its values, as often as they came, in any
  order. Without events that is ``{}``.
- When ``run`` returns, all processes have ended, the manager's too. It may be called again.

Other processes may run at any moment, also between a read and a write. No value may be lost.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: ``run([("a", 3), ("b", None), ("a", 8)], 2)`` returns ``{"a": [3, 8], "b": [None]}``, or
``{"a": [8, 3], "b": [None]}``.

Done when ``nox -s grade -- 14`` passes.
"""

import multiprocessing as mp


def record(board, events: list) -> None:
    for key, value in events:
        board.setdefault(key, []).append(value)  # TODO: get the value onto the shared board.


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        board = manager.dict()
        shares = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(board, share)) for share in shares]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return board.copy()
