# verdict: wrong @ one_worker_a_stage
# A thread pool for each stage: in order and bounded, but all work is done in the caller's process.
import threading
from multiprocessing.pool import ThreadPool


def run(items, stages, workers, maxsize, handle):
    room = threading.Semaphore(workers + maxsize)
    stop = threading.Event()

    def limited():
        for item in items:
            room.acquire()
            if stop.is_set():
                return
            yield item

    pools = [ThreadPool(workers) for _ in stages]
    try:
        stream = limited()
        for pool, stage in zip(pools, stages):
            stream = pool.imap(stage, stream)
        for result in stream:
            handle(result)
            room.release()
    finally:
        stop.set()
        room.release()
        for pool in pools:
            pool.terminate()
            pool.join()
