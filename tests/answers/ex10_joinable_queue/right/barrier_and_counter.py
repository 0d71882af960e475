"""Every worker knows all batches, claims its items by a counter, and meets the others at a Barrier."""

import multiprocessing as mp


class Loader(mp.Process):
    def __init__(self, batches, handle, claimed, barrier):
        super().__init__()
        self.batches = batches
        self.handle = handle
        self.claimed = claimed
        self.barrier = barrier

    def claim(self, end):
        with self.claimed.get_lock():
            number = self.claimed.value
            if number == end:
                return None
            self.claimed.value += 1
            return number

    def run(self):
        start = 0
        for batch in self.batches:
            end = start + len(batch)
            while (number := self.claim(end)) is not None:
                try:
                    self.handle(batch[number - start])
                except Exception:
                    pass
            self.barrier.wait()
            start = end


def run(batches, handle, workers):
    claimed = mp.Value("q", 0)
    barrier = mp.Barrier(workers)
    crew = [Loader(batches, handle, claimed, barrier) for _ in range(workers)]
    for loader in crew:
        loader.start()
    for loader in crew:
        loader.join()
