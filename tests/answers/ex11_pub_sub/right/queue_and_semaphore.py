"""Unbounded mp.Queues; a Semaphore counts the free places, so the end mark never has to wait."""

import multiprocessing as mp
import pickle


class Subscriber:
    def __init__(self, topics, handler, mailbox):
        self.topics = topics
        self.lost = 0
        self.queue = mp.Queue()
        self.room = mp.Semaphore(mailbox)
        self.process = mp.Process(target=listen, args=(self.queue, self.room, handler))

    def publish(self, topic, data):
        if topic not in self.topics:
            return
        if self.room.acquire(block=False):
            self.queue.put((topic, data))
        else:
            self.lost += 1

    def finish(self):
        self.process.join()
        self.queue.close()
        self.queue.join_thread()


def listen(queue, room, handler):
    for topic, data in iter(queue.get, ()):
        room.release()
        handler(topic, pickle.loads(data))


def run(events, subscribers, mailbox):
    crew = {name: Subscriber(*pair, mailbox) for name, pair in subscribers.items()}
    for subscriber in crew.values():
        subscriber.process.start()
    for topic, payload in events:
        data = pickle.dumps(payload)
        for subscriber in crew.values():
            subscriber.publish(topic, data)
    for subscriber in crew.values():
        subscriber.queue.put(())
    for subscriber in crew.values():
        subscriber.finish()
    return {name: subscriber.lost for name, subscriber in crew.items()}
