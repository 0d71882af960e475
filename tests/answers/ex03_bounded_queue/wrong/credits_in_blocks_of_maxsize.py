# verdict: deadlock @ producer_runs_ahead
import multiprocessing as mp


def produce(queue, credits, source):
    credit = credits.recv()
    for item in source:
        if credit == 0:
            credit += credits.recv()
        queue.put(item)
        credit -= 1
    queue.put(None)


def consume(queue, credits, handle, maxsize):
    credits.send(maxsize)
    taken = 0
    while (item := queue.get()) is not None:
        taken += 1
        if taken == maxsize:
            credits.send(taken)
            taken = 0
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue()
    reader, writer = mp.Pipe(duplex=False)
    producer = mp.Process(target=produce, args=(queue, reader, source), name="producer")
    consumer = mp.Process(target=consume, args=(queue, writer, handle, maxsize), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
