# verdict: deadlock @ slow_item
import multiprocessing as mp


class Safe:
    def __init__(self, handle):
        self.handle = handle

    def __call__(self, item):
        try:
            self.handle(item)
        except Exception:
            pass


def run(batches, handle, workers):
    pool = mp.Pool(workers)
    for batch in batches:
        pool.map(Safe(handle), batch)
    pool.close()
    pool.join()
