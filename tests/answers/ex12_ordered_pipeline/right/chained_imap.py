import multiprocessing as mp
import threading
from functools import partial


def attempt(stage, value):
    try:
        return True, stage(value)
    except Exception as error:
        return False, repr(error)


def run(items, stages, workers, maxsize, handle):
    pools = [mp.Pool(workers) for _ in stages]
    rooms = [threading.Semaphore(workers) for _ in stages]
    stopping = threading.Event()

    def admitted(source, room):
        while room.acquire() and not stopping.is_set():
            try:
                value = next(source)
            except StopIteration:
                return
            yield value

    def unwrapped(results, room):
        for fine, value in results:
            if not fine:
                raise RuntimeError(value)
            room.release()
            yield value

    try:
        results = iter(items)
        for pool, stage, room in zip(pools, stages, rooms):
            outcomes = pool.imap(partial(attempt, stage), admitted(results, room))
            results = unwrapped(outcomes, room)
        for result in results:
            handle(result)
        for pool in pools:
            pool.close()
    except BaseException:
        stopping.set()
        for room in rooms:
            room.release()
        for pool in reversed(pools):  # a pool's thread may still wait for the one before
            pool.terminate()
        raise
    finally:
        for pool in pools:
            pool.join()
