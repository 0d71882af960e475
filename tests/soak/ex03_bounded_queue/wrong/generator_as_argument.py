# verdict: crashed @ every_item_in_order (spawn)
# The producer is given a generator over the source: fork copies it, spawn can't pickle it.
import multiprocessing as mp


def tagged(source):
    for item in source:
        yield ("item", item)
    yield ("end", None)


def produce(messages, queue):
    for message in messages:
        queue.put(message)


def consume(queue, handle):
    while True:
        kind, item = queue.get()
        if kind == "end":
            return
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer = mp.Process(target=produce, args=(tagged(source), queue))
    processes = [producer, consumer]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
