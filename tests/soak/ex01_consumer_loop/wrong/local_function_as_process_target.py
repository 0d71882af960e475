# verdict: wrong | crashed @ every_item_in_order
# a nested function can't be pickled, so the process starts only where it is forked
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    def loop():
        for _ in range(count):
            handle(queue.get())

    worker = mp.Process(target=loop)
    worker.start()
    worker.join()
