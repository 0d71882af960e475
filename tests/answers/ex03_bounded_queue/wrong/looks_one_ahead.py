# verdict: wrong @ backlog
import multiprocessing as mp


def produce(queue, source):
    stream = iter(source)
    try:
        current = next(stream)
    except StopIteration:
        queue.put((None, True, True))
        return
    for upcoming in stream:
        queue.put((current, False, False))
        current = upcoming
    queue.put((current, True, False))


def consume(queue, handle):
    last = False
    while not last:
        item, last, empty = queue.get()
        if not empty:
            handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
