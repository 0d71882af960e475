"""Port the code to Pipe.

One child process sends, one caller receives: a queue, with its feeder thread and its locks, is
more than that needs. Port the program to ``multiprocessing.Pipe``. The new version shall also
notice what the old one cannot: a sender that dies half way.

Write ``run(items) -> tuple[list, bool]``:

- ``items`` is a list. A child process sends its items, one by one, over a ``Pipe``; the caller
  receives them. An item can be None or falsy, or 5 MB big; there can be 50,000. All are data.
- Return ``(received, clean)``, ``received`` being a list in the order sent. ``clean`` is True if
  the sender got through all of its items.
- If the sender ends too early (by an exception, a signal, ``os._exit(9)``, even with code 0; before
  its first line, while it pickles an item, or within a message), return everything that had arrived
  whole, plus False. Do so within 3 seconds.
- No Queue, JoinableQueue, SimpleQueue or Manager. No busy waiting: who waits wakes up at most 50
  times a second.
- When ``run`` returns, the sender has exited and is joined, and no descriptor is left open in the
  caller. ``run`` may be called again.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: ``run([3, None, 8])`` returns ``([3, None, 8], True)``; if pickling the 8 kills the sender,
``([3, None], False)``.

Done when ``nox -s grade -- 5`` passes.
"""

import multiprocessing as mp


def send(queue: mp.Queue, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.put(None)


def run(items: list) -> tuple[list, bool]:
    queue = mp.Queue()  # TODO: use a Pipe, and tell a clean end from a dead sender.
    sender = mp.Process(target=send, args=(queue, items), name="sender")
    sender.start()
    received = list(iter(queue.get, None))
    sender.join()
    return received, True
