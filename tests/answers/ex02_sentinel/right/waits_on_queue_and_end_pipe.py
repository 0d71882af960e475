"""No mark on the queue: the consumer also waits on a pipe that tells of the end."""

import multiprocessing as mp
from collections.abc import Callable
from multiprocessing.connection import wait
from typing import Any


def produce(queue: mp.Queue, finished, items: list) -> None:
    for item in items:
        queue.put(item)
    queue.close()
    queue.join_thread()
    # From here on every item is in the queue's pipe.
    finished.send_bytes(b"finished")


def consume(queue: mp.Queue, finished, handle: Callable[[Any], None]) -> None:
    sources = [queue._reader, finished]
    while finished not in wait(sources):
        handle(queue.get())
    while not queue.empty():
        handle(queue.get())


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    end_reader, end_writer = mp.Pipe(duplex=False)
    producer = mp.Process(target=produce, args=(queue, end_writer, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, end_reader, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    end_reader.close()
    end_writer.close()
    queue.close()
