# verdict: deadlock @ slow_item
# map() deals out chunks, and what is behind a slow item in its chunk waits
import multiprocessing as mp


class Careful:
    def __init__(self, handle):
        self.handle = handle

    def __call__(self, item):
        try:
            self.handle(item)
        except Exception as error:
            return str(error)
        return None


def run(batches, handle, workers):
    with mp.Pool(workers) as pool:
        for batch in batches:
            pool.map(Careful(handle), batch)
        pool.close()
        pool.join()
