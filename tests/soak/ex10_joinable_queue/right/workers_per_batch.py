# New workers for every batch: when they have exited, the batch is finished.
import multiprocessing as mp
import traceback


class Worker(mp.Process):
    def __init__(self, tasks, handle):
        super().__init__()
        self.tasks, self.handle = tasks, handle

    def run(self):
        while (task := self.tasks.get()) is not None:
            try:
                self.handle(*task)
            except Exception:
                traceback.print_exc()


def run(batches, handle, workers):
    for batch in batches:
        tasks = mp.Queue()
        crew = [Worker(tasks, handle) for _ in range(workers)]
        for worker in crew:
            worker.start()
        for item in batch:
            tasks.put((item,))
        for _ in crew:
            tasks.put(None)
        for worker in crew:
            worker.join()
