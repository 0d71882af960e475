# verdict: crashed @ every_item_in_order (spawn)
# The children find the queue in a global that the caller set: under spawn theirs is still None.
import multiprocessing as mp

_queue = None


def produce(source):
    for item in source:
        _queue.put(item)
    _queue.put(None)


def consume(handle):
    while (item := _queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    global _queue
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    _queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source,))
    consumer = mp.Process(target=consume, args=(handle,))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    _queue = None
