# verdict: crashed @ every_item_in_order
# the subclass does not call Process.__init__, so start() fails with an AttributeError
import multiprocessing as mp


class Producer(mp.Process):
    def __init__(self, queue, items):
        self.queue = queue
        self.items = items

    def run(self):
        for item in self.items:
            self.queue.put(item)
        self.queue.put(None)


class Consumer(mp.Process):
    def __init__(self, queue, handle):
        self.queue = queue
        self.handle = handle

    def run(self):
        for item in iter(self.queue.get, None):
            self.handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = Producer(queue, items)
    consumer = Consumer(queue, handle)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
