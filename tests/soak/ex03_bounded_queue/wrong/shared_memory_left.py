# verdict: leaked @ backlog
# A progress counter in shared memory is closed but never unlinked: the segment stays.
import multiprocessing as mp
import struct
from multiprocessing.shared_memory import SharedMemory


def produce(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def consume(queue, handle, progress):
    for done, item in enumerate(iter(queue.get, None), 1):
        handle(item)
        struct.pack_into("<q", progress.buf, 0, done)
    progress.close()


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    progress = SharedMemory(create=True, size=8)
    queue = mp.Queue(maxsize)
    producer = mp.Process(target=produce, args=(source, queue))
    consumer = mp.Process(target=consume, args=(queue, handle, progress))
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    progress.close()
