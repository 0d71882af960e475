import multiprocessing as mp  # noqa: F401
import time
from queue import Full


class Shedder:
    POLL = 0.03

    def __init__(self, queue, patience, gone):
        self.queue, self.patience, self.gone = queue, patience, gone
        self.sent = 0
        self.rejected = []

    def has_room_in_time(self, item):
        start = time.monotonic()
        while True:
            if self.gone.is_set():
                return False
            try:
                self.queue.put(item, block=False)
            except Full:
                if time.monotonic() - start >= self.patience:
                    return False
                time.sleep(self.POLL)
            else:
                return True

    def add(self, item):
        if self.has_room_in_time(item):
            self.sent += 1
        else:
            self.rejected.append(item)

    def finish(self):
        if self.gone.is_set():
            self.queue.cancel_join_thread()
        return self.sent, self.rejected


def produce(queue, items, patience, gone):
    shedder = Shedder(queue, patience, gone)
    for item in items:
        shedder.add(item)
    return shedder.finish()
