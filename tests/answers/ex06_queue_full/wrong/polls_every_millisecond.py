# verdict: busy-wait @ patience_lasts
import multiprocessing as mp
import time
from multiprocessing.synchronize import Event
from queue import Full


def produce(queue: mp.Queue, items: list, patience: float, gone: Event) -> tuple[int, list]:
    sent, rejected = 0, []
    for item in items:
        deadline = time.monotonic() + patience
        while not gone.is_set():
            try:
                queue.put_nowait(item)
                sent += 1
                break
            except Full:
                if time.monotonic() >= deadline:
                    rejected.append(item)
                    break
                time.sleep(0.001)
        else:
            rejected.append(item)

    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
