# verdict: early | wrong @ late_end
# Counts itself out when put() returns, but its feeder thread has not sent the result yet.
import multiprocessing as mp
import threading


def work(fn, inq, outq, failed, left, following):
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
    with left.get_lock():
        left.value -= 1
        if left.value == 0:
            for _ in range(following):
                outq.put(None)


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    room = threading.Semaphore(len(stages) * (maxsize + workers))
    procs = []
    counts = [mp.Value("i", workers) for _ in stages]
    for k, fn in enumerate(stages):
        following = workers if k + 1 < len(stages) else 1
        for _ in range(workers):
            p = mp.Process(
                target=work, args=(fn, queues[k], queues[k + 1], failed, counts[k], following)
            )
            p.start()
            procs.append(p)

    def feed():
        for i, item in enumerate(items):
            room.acquire()
            if failed.is_set():
                break
            queues[0].put((i, item, None))
        for _ in range(workers):
            queues[0].put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    pending, turn, failure, ends = {}, 0, None, 0
    while ends < 1:
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
            handle(pending.pop(turn))
            turn += 1
            room.release()
    feeder.join()
    for p in procs:
        p.join()
    if failure is not None:
        raise RuntimeError(failure)
