# verdict: wrong @ every_item_in_order
# the consumer is ended by a signal, though it answers that with exit code 0
import multiprocessing as mp
import signal
import sys
from collections.abc import Callable
from typing import Any


def produce(queue: mp.JoinableQueue, items: list) -> None:
    for item in items:
        queue.put(item)


def leave(signum: int, frame: Any) -> None:
    sys.exit(0)


def consume(queue: mp.JoinableQueue, handle: Callable[[Any], None]) -> None:
    signal.signal(signal.SIGTERM, leave)
    while True:
        item = queue.get()
        handle(item)
        queue.task_done()


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.JoinableQueue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()  # Everything is on the queue ...
    queue.join()  # ... and everything is handled: the consumer is idle now.
    consumer.terminate()  # It leaves with code 0, see leave().
    consumer.join()
