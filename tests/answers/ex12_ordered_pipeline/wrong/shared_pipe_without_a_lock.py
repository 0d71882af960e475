# verdict: crashed | deadlock | wrong | timeout @ big_items
# All workers of a stage write to one Pipe without a lock: big messages get mixed.
import multiprocessing as mp
import threading


def work(fn, inq, outq, lock, failed):
    while True:
        with lock:
            task = inq.recv()
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
        outq.send((i, value, error))
    outq.send(None)


def run(items, stages, workers, maxsize, handle):
    pipes = [mp.Pipe(duplex=False) for _ in range(len(stages) + 1)]
    locks = [mp.Lock() for _ in stages]
    failed = mp.Event()
    room = threading.Semaphore(workers + maxsize)
    procs = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            p = mp.Process(target=work, args=(fn, pipes[k][0], pipes[k + 1][1], locks[k], failed))
            p.start()
            procs.append(p)

    def feed():
        for i, item in enumerate(items):
            room.acquire()
            if failed.is_set():
                break
            pipes[0][1].send((i, item, None))
        for _ in range(workers):
            pipes[0][1].send(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    pending, turn, failure, ends = {}, 0, None, 0
    while ends < workers:
        message = pipes[-1][0].recv()
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
    for ends in pipes:
        for end in ends:
            end.close()
    if failure is not None:
        raise RuntimeError(failure)
