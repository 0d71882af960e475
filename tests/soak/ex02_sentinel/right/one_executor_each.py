# right: one single-process executor produces, another consumes; both get the queue as initarg
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

_queue = None


def _attach(queue):
    global _queue
    _queue = queue


def _produce(items):
    for item in items:
        _queue.put(item)
    _queue.put(None)


def _consume(handle):
    for item in iter(_queue.get, None):
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    options = {"max_workers": 1, "initializer": _attach, "initargs": (queue,)}
    with ProcessPoolExecutor(**options) as consumers, ProcessPoolExecutor(**options) as producers:
        consumed = consumers.submit(_consume, handle)
        produced = producers.submit(_produce, items)
        produced.result()
        consumed.result()
