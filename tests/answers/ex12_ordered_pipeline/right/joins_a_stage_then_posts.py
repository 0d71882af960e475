# right: a thread joins all workers of a stage, and then posts the marks for the next
import multiprocessing as mp
import threading
import traceback


class StageFailed(Exception):
    pass


class Worker(mp.Process):
    def __init__(self, stage, source, target, failed, errors):
        super().__init__()
        self.stage, self.source, self.target = stage, source, target
        self.failed, self.errors = failed, errors

    def run(self):
        while (task := self.source.get()) is not None:
            index, item = task
            if self.failed.is_set():
                continue  # only to make room: nobody may be left in the middle of a put
            try:
                result = self.stage(item)
            except Exception:
                self.errors.put(traceback.format_exc())
                self.failed.set()
                continue
            self.target.put((index, result))


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in stages] + [mp.Queue()]
    failed, errors = mp.Event(), mp.SimpleQueue()
    crews = [
        [Worker(stage, queues[k], queues[k + 1], failed, errors) for _ in range(workers)]
        for k, stage in enumerate(stages)
    ]
    for crew in crews:
        for worker in crew:
            worker.start()
    window = threading.Semaphore(len(stages) * (maxsize + workers))

    def lead():
        for pair in enumerate(items):
            while not window.acquire(timeout=0.2):
                if failed.is_set():
                    break
            if failed.is_set():
                break
            queues[0].put(pair)
        for k, crew in enumerate(crews):
            for _ in crew:
                queues[k].put(None)
            for worker in crew:
                worker.join()
        queues[-1].put(None)

    leader = threading.Thread(target=lead)
    leader.start()
    waiting, turn = {}, 0
    while (result := queues[-1].get()) is not None:
        waiting[result[0]] = result[1]
        while turn in waiting and not failed.is_set():
            handle(waiting.pop(turn))
            turn += 1
            window.release()
    leader.join()
    for q in queues:
        q.close()
        q.join_thread()
    error = errors.get() if failed.is_set() else None
    errors.close()
    if error is not None:
        raise StageFailed(error)
