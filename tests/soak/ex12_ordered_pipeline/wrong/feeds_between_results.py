# verdict: deadlock @ streaming
# One thread takes items while there is room, then a result: it waits for items meanwhile.
import multiprocessing as mp


def work(fn, inq, outq, failed):
    while True:
        task = inq.get()
        if task is None:
            break
        i, value, error = task
        if error is None:
            if failed.is_set():
                continue
            try:
                value = fn(value)
            except Exception as e:
                failed.set()
                error = f"{type(e).__name__}: {e}"
        outq.put((i, value, error))
    outq.put(None)


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    window = len(stages) * (maxsize + workers)
    procs = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            p = mp.Process(target=work, args=(fn, queues[k], queues[k + 1], failed))
            p.start()
            procs.append(p)

    source = enumerate(items)
    pending, turn, failure, ends, taken, more = {}, 0, None, 0, 0, True
    while ends < workers:
        while more and failure is None and taken - turn < window:
            try:
                i, item = next(source)
            except StopIteration:
                more = False
                break
            taken += 1
            queues[0].put((i, item, None))
        if not more or failure is not None:
            if more is not None:
                for _ in range(workers):
                    queues[0].put(None)
                more = None
        message = queues[-1].get()
        if message is None:
            ends += 1
            continue
        i, value, error = message
        if error is not None:
            failure = failure or error
            continue
        pending[i] = value
        while turn in pending and failure is None:
            handle(pending.pop(turn))
            turn += 1
    for p in procs:
        p.join()
    if failure is not None:
        raise RuntimeError(failure)
