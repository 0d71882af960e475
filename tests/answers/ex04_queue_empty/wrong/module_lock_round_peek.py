# verdict: deadlock @ two_consumers (spawn)
# A module-level Lock guards empty() and get(): shared under fork, one for each process under spawn.
import multiprocessing as mp
import time

PEEK = mp.Lock()
NOTHING = object()
STEP = 0.005


def take(queue):
    with PEEK:
        return NOTHING if queue.empty() else queue.get()


def consume(queue, handle, on_idle, timeout):
    deadline = time.monotonic() + timeout
    while True:
        item = take(queue)
        if item is None:
            return "done"
        if item is not NOTHING:
            handle(item)
        elif time.monotonic() < deadline:
            time.sleep(STEP)
            continue
        elif on_idle():
            return "idle"
        deadline = time.monotonic() + timeout
