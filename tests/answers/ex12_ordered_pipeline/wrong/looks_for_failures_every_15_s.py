# verdict: timeout @ stage_raises
import multiprocessing as mp
import queue
import threading


def work(stage, inbox, outbox, failed):
    while (task := inbox.get()) is not None:
        number, value = task
        try:
            value = stage(value)
        except Exception:
            failed.set()
            return
        outbox.put((number, value))
    outbox.put(None)


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    failed = mp.Event()
    crew = [
        mp.Process(target=work, args=(stage, queues[k], queues[k + 1], failed))
        for k, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for process in crew:
        process.start()
    tickets = threading.Semaphore((len(stages) + 1) * (maxsize + workers))

    def put(task):
        while not failed.is_set():
            try:
                queues[0].put(task, timeout=1)
                break
            except queue.Full:
                continue

    def feed():
        for number, item in enumerate(items):
            tickets.acquire()
            if failed.is_set():
                return
            put((number, item))
        for _ in range(workers):
            put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    early, following, ended = {}, 0, 0
    while ended < workers:
        try:
            task = queues[-1].get(timeout=15)
        except queue.Empty:
            if failed.is_set():
                break
            continue
        if task is None:
            ended += 1
            continue
        early[task[0]] = task[1]
        while following in early:
            handle(early.pop(following))
            following += 1
            tickets.release()
    if failed.is_set():
        tickets.release()
        for process in crew:
            process.terminate()
    feeder.join()
    for process in crew:
        process.join()
    for q in queues:
        q.cancel_join_thread()
    if failed.is_set():
        raise RuntimeError("a stage raised an exception")
