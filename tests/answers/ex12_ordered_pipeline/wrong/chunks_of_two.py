# verdict: deadlock @ input_order
# Sends items in pairs, to save messages: the first result waits for the second item.
import multiprocessing as mp
import threading


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
                value = [fn(item) for item in value]
            except Exception as e:
                failed.set()
                error = f"{type(e).__name__}: {e}"
        outq.put((i, value, error))
    outq.put(None)


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    room = threading.Semaphore(len(stages) * (maxsize + workers))
    procs = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            p = mp.Process(target=work, args=(fn, queues[k], queues[k + 1], failed))
            p.start()
            procs.append(p)

    def feed():
        number, chunk = 0, []
        for item in items:
            room.acquire()
            if failed.is_set():
                break
            chunk.append(item)
            if len(chunk) == 2:
                queues[0].put((number, chunk, None))
                number, chunk = number + 1, []
        if chunk:
            queues[0].put((number, chunk, None))
        for _ in range(workers):
            queues[0].put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    pending, turn, failure, ends = {}, 0, None, 0
    while ends < workers:
        message = queues[-1].get()
        if message is None:
            ends += 1
            continue
        i, value, error = message
        if error is not None:
            failure = failure or error
            room.release()
            continue
        pending[i] = value
        while turn in pending and failure is None:
            for result in pending.pop(turn):
                handle(result)
                room.release()
            turn += 1
    feeder.join()
    for p in procs:
        p.join()
    if failure is not None:
        raise RuntimeError(failure)
