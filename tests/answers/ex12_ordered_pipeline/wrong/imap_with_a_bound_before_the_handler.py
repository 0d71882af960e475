# verdict: wrong @ slow_handle
# Room is given back when a result comes out of the pipeline, and a thread queues it for handle.
import multiprocessing as mp
import queue
import threading


def run(items, stages, workers, maxsize, handle):
    room = threading.Semaphore(len(stages) * (workers + maxsize))
    stop = threading.Event()
    ready = queue.Queue()

    def limited():
        for item in items:
            room.acquire()
            if stop.is_set():
                return
            yield item

    pools = [mp.Pool(workers) for _ in stages]
    stream = limited()
    for pool, stage in zip(pools, stages):
        stream = pool.imap(stage, stream)

    def collect():
        try:
            for result in stream:
                room.release()
                ready.put((result,))
            ready.put(None)
        except Exception as error:
            ready.put(error)

    collector = threading.Thread(target=collect)
    collector.start()
    try:
        while (box := ready.get()) is not None:
            if isinstance(box, Exception):
                raise box
            handle(box[0])
        for pool in pools:
            pool.close()
    except BaseException:
        stop.set()
        room.release()
        for pool in pools:
            pool.terminate()
        raise
    finally:
        collector.join()
        for pool in pools:
            pool.join()
