# right: empties a burst with get_nowait(), and waits with a timeout only when nothing is left
import multiprocessing as mp  # noqa: F401
from queue import Empty


class Consumer:
    def __init__(self, queue, handle, on_idle, timeout):
        self.queue = queue
        self.handle = handle
        self.on_idle = on_idle
        self.timeout = timeout

    def take(self):
        """Return (True, item), or (False, None) when nothing came for a whole timeout."""
        for block in (False, True):
            try:
                return True, self.queue.get(block, self.timeout)
            except Empty:
                pass
        return False, None

    def loop(self):
        while True:
            arrived, item = self.take()
            if not arrived:
                if self.on_idle():
                    return "idle"
            elif item is None:
                return "done"
            else:
                self.handle(item)


def consume(queue, handle, on_idle, timeout):
    return Consumer(queue, handle, on_idle, timeout).loop()
