# verdict: wrong | crashed @ backlog
# The consumer is terminated when the producer has exited: what still waits is lost, exit code -15.
import multiprocessing as mp


def produce(source, queue):
    for item in source:
        queue.put(item)


def consume(queue, handle):
    while True:
        handle(queue.get())


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.terminate()
    consumer.join()
