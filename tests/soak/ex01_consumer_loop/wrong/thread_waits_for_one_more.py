# verdict: deadlock | wrong @ every_item_in_order
# when the flag is set the thread is already inside the next get, and join waits for it
import multiprocessing as mp
import queue as local_queue
import threading


class Fetcher(threading.Thread):
    def __init__(self, source):
        super().__init__()
        self.source = source
        self.inbox = local_queue.Queue()
        self.stopping = False

    def run(self):
        while not self.stopping:
            self.inbox.put(self.source.get())


def consume(queue: mp.Queue, count: int, handle) -> None:
    fetcher = Fetcher(queue)
    fetcher.start()
    for _ in range(count):
        handle(fetcher.inbox.get())
    fetcher.stopping = True
    fetcher.join()
