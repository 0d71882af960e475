"""A monitor: a Condition guards how many were sent, and whether that was all."""

import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def produce(queue, changed, sent, finished, items: list) -> None:
    for item in items:
        queue.put(item)
        with changed:
            sent.value += 1
            changed.notify()
    with changed:
        finished.value = True
        changed.notify()


def consume(queue, changed, sent, finished, handle: Callable[[Any], None]) -> None:
    taken = 0
    while True:
        with changed:
            changed.wait_for(lambda: sent.value > taken or finished.value)
            available = sent.value - taken
        if not available:
            return
        for _ in range(available):
            handle(queue.get())
        taken += available


def run(items: list, handle: Callable[[Any], None]) -> None:
    queue = mp.Queue()
    changed = mp.Condition()
    sent = mp.Value("q", 0, lock=False)
    finished = mp.Value("b", False, lock=False)
    shared = (queue, changed, sent, finished)
    producer = mp.Process(target=produce, args=(*shared, items), name="producer")
    consumer = mp.Process(target=consume, args=(*shared, handle), name="consumer")
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    queue.close()
