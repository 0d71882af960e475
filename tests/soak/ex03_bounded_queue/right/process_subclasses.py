# right: two Process subclasses round a bounded queue, an Enum member as the end mark
import enum
import multiprocessing as mp


class Mark(enum.Enum):
    END = enum.auto()


class Producer(mp.Process):
    def __init__(self, source, queue):
        super().__init__(name="Producer")
        self.source = source
        self.queue = queue

    def run(self):
        try:
            for item in self.source:
                self.queue.put(item)
        finally:
            self.queue.put(Mark.END)


class Consumer(mp.Process):
    def __init__(self, queue, handle):
        super().__init__(name="Consumer")
        self.queue = queue
        self.handle = handle

    def run(self):
        while (item := self.queue.get()) is not Mark.END:
            self.handle(item)


def run(source, handle, maxsize):
    if not maxsize >= 1:
        raise ValueError("maxsize must be 1 or more")
    queue = mp.Queue(maxsize)
    pair = [Producer(source, queue), Consumer(queue, handle)]
    for process in pair:
        process.start()
    for process in pair:
        process.join()
        process.close()
    queue.close()
    queue.join_thread()
