# verdict: deadlock @ backlog
# The end mark is an object() compared with `is`: its copy in the consumer is another object.
import multiprocessing as mp

END = object()


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(END)


def consume(queue, handle):
    while True:
        item = queue.get()
        if item is END:
            return
        if type(item) is not object:
            handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
