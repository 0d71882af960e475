# verdict: timeout @ consumer_gone
import multiprocessing as mp
from multiprocessing.synchronize import Event
from queue import Full


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    for index, item in enumerate(items):
        if gone.is_set():
            rejected.extend(items[index:])
            break
        try:
            queue.put(item, timeout=patience)
            sent += 1
        except Full:
            rejected.append(item)

    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
