# verdict: deadlock @ backlog
# Results go to a second bounded queue that is read only after join(): the consumer blocks in it.
import multiprocessing as mp


def produce(source, tasks):
    for item in source:
        tasks.put(item)
    tasks.put(None)


def consume(tasks, results, handle):
    for item in iter(tasks.get, None):
        results.put(handle(item))
    results.put("done")


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    tasks = mp.Queue(maxsize)
    results = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, tasks))
    consumer = mp.Process(target=consume, args=(tasks, results, handle))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    while results.get() != "done":
        pass
