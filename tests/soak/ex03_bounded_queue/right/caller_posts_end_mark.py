# right: the caller joins the producer, then posts the end mark itself
import multiprocessing as mp


def fill(q, source):
    for item in source:
        q.put(item)


def drain(q, handle):
    for item in iter(q.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("queue must hold at least one item")
    q = mp.Queue(maxsize)
    filler = mp.Process(target=fill, args=(q, source))
    drainer = mp.Process(target=drain, args=(q, handle))
    drainer.start()
    filler.start()
    filler.join()
    q.put(None)
    q.close()
    q.join_thread()
    drainer.join()
