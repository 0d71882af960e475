import multiprocessing as mp
import threading

DONE = ("done", -1, None)


def stage_worker(fn, inq, outq, left, tokens, failed):
    while True:
        kind, i, x = inq.get()
        if kind == "done":
            break
        if kind == "item" and not failed.is_set():
            try:
                x = fn(x)
            except Exception as exc:
                failed.set()
                kind, x = "error", str(exc) or type(exc).__name__
        outq.put((kind, i, x) if kind == "error" or not failed.is_set() else ("skip", i, None))
    outq.close()
    outq.join_thread()  # everything of mine is in the pipe now
    with left.get_lock():
        left.value -= 1
        last = left.value == 0
    if last:
        with tokens:
            tokens.notify_all()


def run(items, stages, workers, maxsize, handle):
    qs = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    counts = [mp.Value("i", workers) for _ in stages]
    conds = [mp.Condition() for _ in stages]
    failed = mp.Event()
    ps = []
    for k, fn in enumerate(stages):
        for _ in range(workers):
            ps.append(
                mp.Process(
                    target=stage_worker,
                    args=(fn, qs[k], qs[k + 1], counts[k], conds[k], failed),
                    daemon=True,
                )
            )
    for p in ps:
        p.start()
    room = threading.Semaphore((len(stages) + 1) * maxsize + workers * len(stages))

    def feed():
        for i, item in enumerate(items):
            room.acquire()
            if failed.is_set():
                break
            qs[0].put(("item", i, item))
        for k in range(len(stages)):
            for _ in range(workers):
                qs[k].put(DONE)
            with conds[k]:
                conds[k].wait_for(lambda: counts[k].value == 0)
        qs[-1].put(DONE)

    t = threading.Thread(target=feed, daemon=True)
    t.start()
    buffer, want, problem = {}, 0, None
    while True:
        kind, i, x = qs[-1].get()
        if kind == "done":
            break
        if kind == "error":
            problem = x
        if kind != "item":
            room.release()
            continue
        buffer[i] = x
        while want in buffer and problem is None:
            handle(buffer.pop(want))
            want += 1
            room.release()
    t.join()
    for p in ps:
        p.join()
    for q in qs:
        q.close()
        q.join_thread()
    if problem is not None:
        raise ValueError(problem)
