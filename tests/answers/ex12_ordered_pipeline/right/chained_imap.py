import multiprocessing as mp
import threading


def run(items, stages, workers, maxsize, handle):
    room = threading.Semaphore(len(stages) * (workers + maxsize))
    stopping = threading.Event()

    def limited():
        for item in items:
            room.acquire()
            if stopping.is_set():
                return
            yield item

    pools = [mp.Pool(workers) for _ in stages]
    try:
        results = limited()
        for pool, stage in zip(pools, stages):
            results = pool.imap(stage, results)
        for result in results:
            handle(result)
            room.release()
        for pool in pools:
            pool.close()
    except BaseException:
        stopping.set()
        room.release()
        for pool in pools:
            pool.terminate()
        raise
    finally:
        for pool in pools:
            pool.join()
