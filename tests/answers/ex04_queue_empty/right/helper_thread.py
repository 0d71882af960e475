# right: a helper thread gets one item when it is asked to, and is joined before consume returns
import multiprocessing as mp  # noqa: F401
import queue as queues
import threading


class Getter(threading.Thread):
    def __init__(self, source, timeout):
        super().__init__(name="getter")
        self.source = source
        self.timeout = timeout
        self.orders = queues.SimpleQueue()
        self.answers = queues.SimpleQueue()

    def run(self):
        while self.orders.get() == "next":
            try:
                answer = "item", self.source.get(timeout=self.timeout)
            except queues.Empty:
                answer = "nothing", None
            self.answers.put(answer)

    def next(self):
        self.orders.put("next")
        return self.answers.get()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.orders.put("stop")
        self.join()


def consume(queue, handle, on_idle, timeout):
    with Getter(queue, timeout) as getter:
        while True:
            kind, item = getter.next()
            if kind == "nothing":
                if on_idle():
                    return "idle"
            elif item is None:
                return "done"
            else:
                handle(item)
