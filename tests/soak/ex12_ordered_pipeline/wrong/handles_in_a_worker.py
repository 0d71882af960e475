# verdict: wrong @ one_worker_a_stage
# handle is called in one more process, not in the caller.
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
                value = fn(value)
            except Exception as e:
                failed.set()
                error = f"{type(e).__name__}: {e}"
        outq.put((i, value, error))
    outq.put(None)


def sink(inq, workers, handle, room, failed):
    pending, turn, ends = {}, 0, 0
    while ends < workers:
        message = inq.get()
        if message is None:
            ends += 1
            continue
        i, value, error = message
        if error is not None:
            room.release()
            continue
        pending[i] = value
        while turn in pending and not failed.is_set():
            handle(pending.pop(turn))
            turn += 1
            room.release()


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    room = mp.Semaphore(len(stages) * (maxsize + workers))
    procs = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            p = mp.Process(target=work, args=(fn, queues[k], queues[k + 1], failed))
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
    p = mp.Process(target=sink, args=(queues[-1], workers, handle, room, failed))
    p.start()
    procs.append(p)
    feeder.join()
    for p in procs:
        p.join()
    if failed.is_set():
        raise RuntimeError("a stage raised")
