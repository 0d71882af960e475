# verdict: wrong @ patience_ends
import multiprocessing as mp
from multiprocessing.synchronize import Event
from queue import Full


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    for item in items:
        for _ in range(int(patience / 0.25)):
            if gone.is_set():
                rejected.append(item)
                break
            try:
                queue.put(item, timeout=0.25)
                sent += 1
                break
            except Full:
                pass
        else:
            rejected.append(item)

    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
