# verdict: deadlock @ every_item_in_order
# waits for a consumer that waits for a producer which is not started yet
import multiprocessing as mp


def _produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def _consume(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def _run_process(target, *args):
    process = mp.Process(target=target, args=args)
    process.start()
    process.join()


def run(items, handle):
    queue = mp.Queue()
    _run_process(_consume, queue, handle)
    _run_process(_produce, queue, items)
