# verdict: early @ late_items
# a blanket except takes the timeout of a slow producer for the end and hides it
import multiprocessing as mp


def consume(queue: mp.Queue, count: int, handle) -> None:
    try:
        for _ in range(count):
            handle(queue.get(timeout=0.5))
    except Exception:
        return
