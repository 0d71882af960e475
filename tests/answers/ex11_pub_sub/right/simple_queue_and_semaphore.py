import multiprocessing as mp


class Subscriber(mp.Process):
    def __init__(self, name, topics, handler, mailbox):
        super().__init__(name=name)
        self.topics = frozenset(topics)
        self.handler = handler
        self.queue = mp.SimpleQueue()
        self.room = mp.Semaphore(mailbox)

    def offer(self, topic, payload):
        if not self.room.acquire(block=False):
            return False
        self.queue.put((topic, payload))
        return True

    def run(self):
        while True:
            event = self.queue.get()
            if event is None:
                break
            self.room.release()
            self.handler(*event)


def run(events, subscribers, mailbox):
    everybody = [Subscriber(name, *pair, mailbox) for name, pair in subscribers.items()]
    for subscriber in everybody:
        subscriber.start()
    lost = {subscriber.name: 0 for subscriber in everybody}
    for topic, payload in events:
        for subscriber in everybody:
            if topic in subscriber.topics and not subscriber.offer(topic, payload):
                lost[subscriber.name] += 1
    for subscriber in everybody:
        subscriber.queue.put(None)
    for subscriber in everybody:
        subscriber.join()
        subscriber.queue.close()
    return lost
