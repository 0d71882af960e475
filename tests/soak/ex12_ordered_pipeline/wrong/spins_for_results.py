# verdict: busy-wait @ slow_item
# Asks get_nowait() again and again while a result is not there yet.
import multiprocessing as mp
import queue
import threading


def work(fn, inq, outq, failed):
    while (task := inq.get()) is not None:
        i, x, e = task
        if e is None:
            try:
                x = fn(x)
            except Exception as error:
                failed.set()
                e = repr(error)
        outq.put((i, x, e))
    outq.put(None)


def run(items, stages, workers, maxsize, handle):
    qs = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    room = threading.Semaphore(maxsize + workers)
    ps = [
        mp.Process(target=work, args=(fn, qs[k], qs[k + 1], failed))
        for k, fn in enumerate(stages)
        for _ in range(workers)
    ]
    for p in ps:
        p.start()

    def feed():
        for i, x in enumerate(items):
            room.acquire()
            if failed.is_set():
                break
            qs[0].put((i, x, None))
        for _ in ps[:workers]:
            qs[0].put(None)

    t = threading.Thread(target=feed)
    t.start()
    got, want, ends, bad = {}, 0, 0, None
    while ends < workers:
        try:
            message = qs[-1].get_nowait()
        except queue.Empty:
            continue
        if message is None:
            ends += 1
        elif message[2] is not None:
            bad = message[2]
            room.release()
        else:
            got[message[0]] = message[1]
            while want in got and bad is None:
                handle(got.pop(want))
                want += 1
                room.release()
    t.join()
    for p in ps:
        p.join()
    if bad:
        raise RuntimeError(bad)
