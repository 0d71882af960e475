# verdict: crashed @ many_items
import multiprocessing as mp
import threading


def work(stage, inbox, outbox, failed):
    while (task := inbox.get()) is not None:
        number, value, error = task
        if error is None and not failed.is_set():
            try:
                value = stage(value)
            except Exception as exception:
                failed.set()
                value, error = None, repr(exception)
        outbox.put((number, value, error))
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

    def feed():
        for number, item in enumerate(items):
            tickets.acquire()
            if failed.is_set():
                break
            queues[0].put((number, item, None))
        for _ in range(workers):
            queues[0].put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    early, failures = {}, []

    def collect(following, ended):
        if ended == workers:
            return
        task = queues[-1].get()
        if task is None:
            collect(following, ended + 1)
            return
        number, value, error = task
        early[number] = value
        if error or failures:
            failures.append(error)
            tickets.release()
        while following in early and not failures:
            handle(early.pop(following))
            following += 1
            tickets.release()
        collect(following, ended)

    try:
        collect(0, 0)
    except RecursionError:
        failed.set()
        tickets.release()
        for process in crew:
            process.terminate()
        raise
    feeder.join()
    for process in crew:
        process.join()
    if failures:
        raise RuntimeError(failures[0])
