import multiprocessing as mp
from multiprocessing.queues import Full
from time import monotonic


def outcomes(queue: mp.Queue, items, patience, gone):
    for item in items:
        deadline = monotonic() + patience
        verdict = None
        while verdict is None:
            left = deadline - monotonic()
            if gone.is_set():
                verdict = False
                continue
            try:
                queue.put(item, block=left > 0, timeout=min(left, 0.3) if left > 0 else None)
                verdict = True
            except Full:
                verdict = False if left <= 0 else None
        yield verdict, item


def produce(queue, items, patience, gone):
    results = list(outcomes(queue, items, patience, gone))
    if gone.is_set():
        queue.cancel_join_thread()
    return sum(ok for ok, _ in results), [item for ok, item in results if not ok]
