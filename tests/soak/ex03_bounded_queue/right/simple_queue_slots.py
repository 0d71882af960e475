# right: a SimpleQueue, which has no bound of its own, behind a semaphore of maxsize slots
import multiprocessing as mp


class Channel:
    """A bounded channel for one writer and one reader."""

    def __init__(self, size):
        self.slots = mp.Semaphore(size)
        self.lane = mp.SimpleQueue()

    def send(self, item):
        self.slots.acquire()
        self.lane.put((True, item))

    def close(self):
        self.lane.put((False, None))

    def __iter__(self):
        while True:
            more, item = self.lane.get()
            if not more:
                return
            self.slots.release()
            yield item


def write(channel, source):
    for item in source:
        channel.send(item)
    channel.close()


def read(channel, handle):
    for item in channel:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("a channel needs room for one item")
    channel = Channel(maxsize)
    writer = mp.Process(target=write, args=(channel, source))
    reader = mp.Process(target=read, args=(channel, handle))
    writer.start()
    reader.start()
    writer.join()
    reader.join()
