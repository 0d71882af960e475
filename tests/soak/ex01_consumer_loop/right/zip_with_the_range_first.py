# right: zip asks the range first, so it stops before it would get one item too many
import multiprocessing as mp


def _forever(queue):
    while True:
        yield queue.get()


def consume(queue: mp.Queue, count: int, handle) -> None:
    for _, item in zip(range(count), _forever(queue)):
        handle(item)
