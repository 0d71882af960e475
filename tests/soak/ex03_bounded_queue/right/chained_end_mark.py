# right: the end mark is chained to the source, so one loop puts both
import itertools
import multiprocessing as mp


def _pump(put, stream):
    for item in itertools.chain(stream, [None]):
        put(item)


def _produce(source, queue):
    _pump(queue.put, source)
    queue.close()
    queue.join_thread()


def _consume(queue, handle):
    for item in itertools.takewhile(lambda x: x is not None, iter(queue.get, object())):
        handle(item)


def run(source, handle, maxsize):
    """Move every item of source to handle, at most maxsize waiting."""
    if maxsize < 1:
        raise ValueError(f"maxsize={maxsize}: expected 1 or more")
    queue = mp.Queue(maxsize)
    consumer = mp.Process(target=_consume, args=(queue, handle))
    producer = mp.Process(target=_produce, args=(source, queue))
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()
