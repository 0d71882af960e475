"""Count in shared memory.

A metrics service counts in several processes. This version is how it is often written first, and
its totals are too small. Repair it.

Write ``add(counter, n) -> None``:

- ``counter`` is a ``multiprocessing.Value`` of an integer type, with its own lock. Several
  processes call ``add`` with it at the same time; it is all that they share.
- Add 1 to it ``n`` times (``n`` >= 0): when all calls have returned, it has grown by the sum of
  all ``n``. It need not start at 0, and a counter of type ``"q"`` may pass 2**32.

Write ``histogram(values, bins, workers) -> list[int]``:

- ``values`` is a list of integers from ``range(bins)``: none at all, or up to 70,000.
- ``workers`` child processes share them and count at the same time, in an Array, in Values or in
  other shared memory: they send no counts. (Fewer processes will do if there are fewer values.)
  ``bins`` and ``workers`` are at least 1.
- Return a plain list of ``bins`` ints: item i says how often i occurs. It may be called again.

Other processes may run at any moment, also between a read and a write. No count may be lost.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.
Example: ``histogram([2, 0, 2], 4, 2)`` returns ``[1, 0, 2, 0]``.

Done when ``nox -s grade -- 13`` passes.
"""

import multiprocessing as mp


def add(counter, n: int) -> None:
    for _ in range(n):
        counter.value += 1  # TODO: here and in count, let no increment get lost.


def count(counts, values: list[int]) -> None:
    for value in values:
        counts[value] += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins)
    shares = [values[first::workers] for first in range(workers)]
    processes = [mp.Process(target=count, args=(counts, share)) for share in shares]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return counts[:]
