# right: the bounded queue lives in a manager's server, both processes hold a proxy
import multiprocessing as mp


def _produce(q, source):
    for item in source:
        q.put(item)
    q.put(None)


def _consume(q, handle):
    for item in iter(q.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize < 1 would mean an unbounded queue")
    with mp.Manager() as manager:
        q = manager.Queue(maxsize)
        workers = (
            mp.Process(target=_produce, args=(q, source)),
            mp.Process(target=_consume, args=(q, handle)),
        )
        for w in workers:
            w.start()
        for w in workers:
            w.join()
