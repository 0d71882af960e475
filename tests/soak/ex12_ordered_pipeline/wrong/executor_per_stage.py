# verdict: wrong @ slow_stage
# any number of items may wait between two executors
import concurrent.futures as cf
import contextlib
import queue
import threading


def run(items, stages, workers, maxsize, handle):
    depth = (len(stages) + 1) * (maxsize + workers)
    line = queue.Queue()
    places = threading.Semaphore(depth)
    stop = threading.Event()
    with contextlib.ExitStack() as stack:
        pools = [stack.enter_context(cf.ProcessPoolExecutor(workers)) for _ in stages]
        for pool in pools:
            pool.submit(int).result()  # its processes start here, not in some thread

        def advance(result, level, final):
            if level == len(stages):
                final.set_result(result)
                return
            try:
                future = pools[level].submit(stages[level], result)
            except RuntimeError as error:  # shut down meanwhile
                final.set_exception(error)
                return
            future.add_done_callback(lambda f: arrived(f, level, final))

        def arrived(future, level, final):
            if future.cancelled():
                final.set_exception(RuntimeError("cancelled"))
            elif future.exception() is not None:
                final.set_exception(future.exception())
            else:
                advance(future.result(), level + 1, final)

        def feed():
            for item in items:
                places.acquire()
                if stop.is_set():
                    break
                final = cf.Future()
                line.put(final)
                advance(item, 0, final)
            line.put(None)

        feeder = threading.Thread(target=feed)
        feeder.start()
        try:
            while (final := line.get()) is not None:
                handle(final.result())
                places.release()
        finally:
            stop.set()
            places.release()
            feeder.join()
            for pool in pools:
                pool.shutdown(cancel_futures=True)
