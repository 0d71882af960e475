"""The consumer asks over a pipe, and a thread of the producer serves its buffer."""

import multiprocessing as mp
import queue as std_queue
import threading
from collections.abc import Callable, Iterable
from typing import Any

NEXT = b"next, please"


def serve(connection, buffer: std_queue.Queue) -> None:
    """Send one item for each request; None is the last."""
    item = ()
    while item is not None:
        item = None
        connection.recv_bytes()
        item = buffer.get()
        connection.send(item)


def produce(connection, source: Iterable, maxsize: int) -> None:
    buffer = std_queue.Queue(maxsize)
    server = threading.Thread(target=serve, args=(connection, buffer))
    server.start()
    try:
        for item in source:
            buffer.put(item)
    finally:
        buffer.put(None)
        server.join()
        connection.close()


def consume(connection, handle: Callable[[Any], None]) -> None:
    while True:
        connection.send_bytes(NEXT)
        item = connection.recv()
        if item is None:
            break
        handle(item)
    connection.close()


def run(source: Iterable, handle: Callable[[Any], None], maxsize: int) -> None:
    if maxsize < 1:
        raise ValueError("maxsize must not be less than 1")
    here, there = mp.Pipe()
    producer = mp.Process(target=produce, args=(here, source, maxsize), name="producer")
    consumer = mp.Process(target=consume, args=(there, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    here.close()
    there.close()
