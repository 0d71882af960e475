# verdict: deadlock @ producer_runs_ahead
import multiprocessing as mp


def produce(queue, slots, source):
    stream = iter(source)
    while True:
        slots.acquire()
        try:
            item = next(stream)
        except StopIteration:
            break
        queue.put(item)
    queue.put(None)


def consume(queue, slots, handle):
    while (item := queue.get()) is not None:
        handle(item)
        slots.release()


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    slots = mp.Semaphore(maxsize)
    producer = mp.Process(target=produce, args=(queue, slots, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, slots, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
