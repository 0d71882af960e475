# A helper thread puts in short waits; the caller joins it, so nothing runs on.
import multiprocessing as mp  # noqa: F401
import threading
import time
from queue import Full


class Putter(threading.Thread):
    def __init__(self, queue, item, patience, gone):
        super().__init__()
        self.queue, self.item, self.gone = queue, item, gone
        self.deadline = time.monotonic() + patience
        self.done = False

    def run(self):
        while not self.done and not self.gone.is_set():
            left = self.deadline - time.monotonic()
            try:
                self.queue.put(self.item, timeout=min(max(left, 0), 0.25))
                self.done = True
            except Full:
                if left <= 0.25:
                    return


def produce(queue, items, patience, gone):
    sent, rejected = 0, []
    for item in items:
        putter = Putter(queue, item, patience, gone)
        putter.start()
        putter.join()
        if putter.done:
            sent += 1
        else:
            rejected.append(item)
    if gone.is_set():
        queue.cancel_join_thread()
    return sent, rejected
