# verdict: wrong | forbidden @ two_child_processes
# The caller iterates the source itself: there is a consumer process but no producer process.
import multiprocessing as mp


def consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    queue = mp.Queue(maxsize)
    consumer = mp.Process(target=consume, args=(queue, handle))
    consumer.start()
    for item in source:
        queue.put(item)
    queue.put(None)
    queue.close()
    queue.join_thread()
    consumer.join()
