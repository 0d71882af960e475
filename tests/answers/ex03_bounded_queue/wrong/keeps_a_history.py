# verdict: wrong @ memory
# The queue is bounded, but the consumer keeps every item it has handled: memory grows all the same.
import multiprocessing as mp


def produce(queue, source):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    history = []
    while (item := queue.get()) is not None:
        handle(item)
        history.append(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be positive")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
