# verdict: crashed @ items_that_look_alike
import multiprocessing as mp
import signal


def consume(queue: mp.Queue, count: int, handle) -> None:
    previous = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        for _ in range(count):
            handle(queue.get())
    finally:
        signal.signal(signal.SIGINT, previous)
