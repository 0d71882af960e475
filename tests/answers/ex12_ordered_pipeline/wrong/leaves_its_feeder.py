# verdict: leaked @ raises_at_a_big_item
# the feeder thread of the first queue is left in the middle of an item that nobody reads any more
import multiprocessing as mp
import queue
import threading
import traceback


class StageFailed(Exception):
    pass


class Worker(mp.Process):
    def __init__(self, stage, source, target, errors):
        super().__init__()
        self.stage, self.source, self.target, self.errors = stage, source, target, errors

    def run(self):
        while (task := self.source.get()) is not None:
            index, item = task
            try:
                result = self.stage(item)
            except Exception:
                self.errors.put(traceback.format_exc())
                return
            self.target.put((index, result))


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in stages] + [mp.Queue()]
    errors = mp.SimpleQueue()
    crews = [
        [Worker(stage, queues[k], queues[k + 1], errors) for _ in range(workers)]
        for k, stage in enumerate(stages)
    ]
    for crew in crews:
        for worker in crew:
            worker.start()
    limit = len(stages) * (maxsize + workers)
    window = threading.Semaphore(limit)
    stop = threading.Event()

    def put(q, x):
        while not stop.is_set():
            try:
                q.put(x, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def lead():
        for pair in enumerate(items):
            window.acquire()
            if not put(queues[0], pair):
                return
        for k, crew in enumerate(crews):
            for _ in range(workers):
                if not put(queues[k], None):
                    return
            for worker in crew:
                worker.join()
        queues[-1].put(None)

    leader = threading.Thread(target=lead)
    leader.start()
    waiting, turn = {}, 0
    try:
        while True:
            try:
                result = queues[-1].get(timeout=0.2)
            except queue.Empty:
                if not errors.empty():
                    raise StageFailed(errors.get())
                continue
            if result is None:
                break
            waiting[result[0]] = result[1]
            while turn in waiting:
                handle(waiting.pop(turn))
                turn += 1
                window.release()
        if not errors.empty():
            raise StageFailed(errors.get())
    except BaseException:
        for crew in crews:
            for worker in crew:
                worker.terminate()
        raise
    finally:
        stop.set()
        window.release()
        for crew in crews:
            for worker in crew:
                worker.join()
        leader.join()
        for q in queues:
            q.close()
            q.cancel_join_thread()
        errors.close()
