"""Subclass of Process with a one-way Pipe and a Semaphore for the free places."""

import multiprocessing as mp
import pickle


class Subscriber(mp.Process):
    def __init__(self, name, topics, handler, mailbox):
        super().__init__(name=name)
        self.topics = topics
        self.handler = handler
        self.lost = 0
        self.room = mp.Semaphore(mailbox)
        self.reader, self.writer = mp.Pipe(duplex=False)

    def run(self):
        while data := self.reader.recv_bytes():
            self.room.release()
            topic, payload = pickle.loads(data)
            self.handler(topic, payload)

    def offer(self, data):
        if self.room.acquire(block=False):
            self.writer.send_bytes(data)
        else:
            self.lost += 1


def run(events, subscribers, mailbox):
    crew = [
        Subscriber(name, topics, handler, mailbox)
        for name, (topics, handler) in subscribers.items()
    ]
    for subscriber in crew:
        subscriber.start()
    for topic, payload in events:
        data = pickle.dumps((topic, payload))
        for subscriber in crew:
            if topic in subscriber.topics:
                subscriber.offer(data)
    for subscriber in crew:
        subscriber.writer.send_bytes(b"")
    lost = {}
    for subscriber in crew:
        subscriber.join()
        subscriber.writer.close()
        subscriber.reader.close()
        lost[subscriber.name] = subscriber.lost
    return lost
