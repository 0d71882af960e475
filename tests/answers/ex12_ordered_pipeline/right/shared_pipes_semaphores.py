"""The children of a stage share a pipe under locks, and semaphores count the free places."""

import multiprocessing as mp
import pickle
import threading
from multiprocessing.connection import wait


class Channel:
    def __init__(self, size):
        self.reader, self.writer = mp.Pipe(duplex=False)
        self.room = mp.Semaphore(size)
        self.reading, self.writing = mp.Lock(), mp.Lock()

    def send(self, data):
        self.room.acquire()
        with self.writing:
            self.writer.send_bytes(data)

    def receive(self):
        with self.reading:
            data = self.reader.recv_bytes()
        self.room.release()
        return data

    def close(self):
        self.reader.close()
        self.writer.close()


class Worker(mp.Process):
    def __init__(self, stage, source, target, failure):
        super().__init__()
        self.parts = (stage, source, target, failure)

    def run(self):
        stage, source, target, failure = self.parts
        while data := source.receive():
            try:
                number, value = pickle.loads(data)
                message = pickle.dumps((number, stage(value)))
            except Exception as error:
                failure.send(type(error).__name__.encode())
            else:
                target.send(message)


class Feeder(threading.Thread):
    def __init__(self, items, window, first):
        super().__init__()
        self.items = items
        self.tickets = threading.Semaphore(window)
        self.first = first
        self.news, self.tell = mp.Pipe(duplex=False)
        self.stop = False

    def run(self):
        try:
            self.feed()
        except BrokenPipeError:
            pass

    def feed(self):
        count = 0
        self.tickets.acquire()
        for item in self.items:
            if self.stop:
                return
            self.first.send(pickle.dumps((count, item)))
            count += 1
            self.tickets.acquire()
            if self.stop:
                return
        self.tell.send(count)

    def close(self):
        self.news.close()
        self.tell.close()


def collect(feeder, results, failure, handle):
    following, early, total = 0, {}, None
    sources = [failure.reader, results.reader, feeder.news]
    while following != total:
        ready = wait(sources)
        if feeder.news in ready:
            total = feeder.news.recv()
            sources.remove(feeder.news)
        if results.reader in ready:
            number, value = pickle.loads(results.receive())
            early[number] = value
        while following in early and not failure.reader.poll():
            handle(early.pop(following))
            following += 1
            feeder.tickets.release()
        if failure.reader.poll():
            raise RuntimeError(f"a stage raised {failure.receive().decode()}")


def run(items, stages, workers, maxsize, handle):
    window = (len(stages) + 1) * (maxsize + workers)
    channels = [Channel(maxsize) for _ in stages] + [Channel(window)]
    failure = Channel(1)
    crew = [
        Worker(stage, channels[k], channels[k + 1], failure)
        for k, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for worker in crew:
        worker.start()
    channels[0].reader.close()
    feeder = Feeder(items, window, channels[0])
    feeder.start()
    try:
        collect(feeder, channels[-1], failure, handle)
    except BaseException:
        for worker in crew:
            worker.kill()
            worker.join()
        feeder.stop = True
        feeder.tickets.release()
        channels[0].room.release()
        raise
    else:
        for channel in channels[:-1]:
            for _ in range(workers):
                channel.send(b"")
    finally:
        feeder.join()
        feeder.close()
        for worker in crew:
            worker.join()
            worker.close()
        for channel in (*channels, failure):
            channel.close()
