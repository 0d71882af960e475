# verdict: wrong @ leaves_the_rest
# After each item it peeks whether another one is there already; the last peek takes what is not its.
import multiprocessing as mp
from queue import Empty


def consume(queue: mp.Queue, count: int, handle) -> None:
    ready = []
    for _ in range(count):
        item = ready.pop() if ready else queue.get()
        handle(item)
        try:
            ready.append(queue.get_nowait())
        except Empty:
            pass
