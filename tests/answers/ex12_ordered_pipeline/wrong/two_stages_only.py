# verdict: crashed | wrong | deadlock @ again
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
    queues = [mp.Queue(maxsize) for _ in range(3)]
    failed = mp.Event()
    first = [
        mp.Process(target=work, args=(stages[0], queues[0], queues[1], failed))
        for _ in range(workers)
    ]
    second = [
        mp.Process(target=work, args=(stages[1], queues[1], queues[2], failed))
        for _ in range(workers)
    ]
    crew = first + second
    for process in crew:
        process.start()
    tickets = threading.Semaphore(3 * (maxsize + workers))

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
    early, following, failure = {}, 0, None
    for _ in range(workers):
        while (task := queues[-1].get()) is not None:
            number, value, error = task
            failure = failure or error
            early[number] = value
            if failure:
                tickets.release()
            while following in early and not failure:
                handle(early.pop(following))
                following += 1
                tickets.release()
    feeder.join()
    for process in crew:
        process.join()
    if failure:
        raise RuntimeError(failure)
