# verdict: crashed @ every_item_in_order (spawn)
# The targets are functions inside run: fork copies them, but spawn has to pickle them and can't.
import multiprocessing as mp


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)

    def produce():
        for item in source:
            queue.put(item)
        queue.put(None)

    def consume():
        for item in iter(queue.get, None):
            handle(item)

    producer = mp.Process(target=produce)
    consumer = mp.Process(target=consume)
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
