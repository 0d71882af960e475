# verdict: early @ returns_when_all_is_done
# The consumer gets a moment to finish; if its last item takes longer, run returns without it.
import multiprocessing as mp


def _fill(source, queue):
    for item in source:
        queue.put(item)
    queue.put(None)


def _drain(queue, handle):
    for item in iter(queue.get, None):
        handle(item)


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize has to be positive")
    queue = mp.Queue(maxsize=maxsize)
    filler = mp.Process(target=_fill, args=(source, queue))
    drainer = mp.Process(target=_drain, args=(queue, handle))
    filler.start()
    drainer.start()
    filler.join()
    drainer.join(0.5)
