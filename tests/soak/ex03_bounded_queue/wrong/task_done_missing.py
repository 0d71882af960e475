# verdict: deadlock @ backlog
# The producer waits in JoinableQueue.join(), but the consumer never calls task_done().
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.join()
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.JoinableQueue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
