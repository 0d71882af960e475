# verdict: forbidden | wrong @ two_child_processes
# there is only a producer process: handle is called in the caller
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=_produce, args=(queue, items))
    producer.start()
    for item in iter(queue.get, None):
        handle(item)
    producer.join()
