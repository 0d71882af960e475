# verdict: leaked | deadlock @ idle_and_sent_home
# After "idle" a daemon thread still sits in get(): it is left behind and dies with the read lock.
import multiprocessing as mp  # noqa: F401
import queue as queues
import threading


class Pump(threading.Thread):
    def __init__(self, source):
        super().__init__(daemon=True)
        self.source = source
        self.inbox = queues.Queue(maxsize=1)
        self.start()

    def run(self):
        for item in iter(self.source.get, None):
            self.inbox.put(item)
        self.inbox.put(None)


def consume(queue, handle, on_idle, timeout):
    inbox = Pump(queue).inbox
    while True:
        try:
            item = inbox.get(timeout=timeout)
        except queues.Empty:
            if on_idle():
                return "idle"
            continue
        if item is None:
            return "done"
        handle(item)
