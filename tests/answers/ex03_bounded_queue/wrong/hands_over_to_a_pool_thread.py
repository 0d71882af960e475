# verdict: wrong @ backlog
import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


def produce(queue, source):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    with ThreadPoolExecutor(max_workers=1) as pool:
        while (item := queue.get()) is not None:
            pool.submit(handle, item)


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
