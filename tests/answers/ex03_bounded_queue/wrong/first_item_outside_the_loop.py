# verdict: crashed @ empty_source
# The first item is fetched with a bare next(): an empty source ends the producer with StopIteration.
import multiprocessing as mp


def produce(queue, source):
    stream = iter(source)
    item = next(stream)
    while True:
        queue.put(item)
        try:
            item = next(stream)
        except StopIteration:
            queue.put(None)
            return


def consume(queue, handle):
    while (item := queue.get()) is not None:
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError(maxsize)
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(queue, source))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    if producer.exitcode:
        consumer.terminate()
    consumer.join()
