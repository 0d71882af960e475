# verdict: deadlock @ backlog
# The consumer is started after the producer was joined: the queue fills and nobody makes room.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    for target, args in (produce, (source, queue)), (consume, (queue, handle)):
        process = mp.Process(target=target, args=args)
        process.start()
        process.join()
