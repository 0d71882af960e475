# verdict: crashed | deadlock @ one_worker_a_stage (spawn)
# Nobody keeps the inline Event: it is collected, and unlinked, before a spawned child can open it.
import multiprocessing as mp
import threading


def work(stage, inbox, outbox, failed):
    for index, value, error in iter(inbox.get, None):
        if error is None:
            if failed.is_set():
                continue
            try:
                value = stage(value)
            except Exception as e:
                failed.set()
                error = repr(e)
        outbox.put((index, value, error))
    outbox.put(None)


def start(stage, inbox, outbox):
    process = mp.Process(target=work, args=(stage, inbox, outbox, mp.Event()))
    process.start()
    return process


def run(items, stages, workers, maxsize, handle):
    queues = [mp.Queue(maxsize) for _ in range(len(stages) + 1)]
    processes = [
        start(stage, queues[k], queues[k + 1])
        for k, stage in enumerate(stages)
        for _ in range(workers)
    ]
    room = threading.Semaphore((len(stages) + 1) * maxsize)
    stop = threading.Event()

    def feed():
        for i, item in enumerate(items):
            room.acquire()
            if stop.is_set():
                break
            queues[0].put((i, item, None))
        for _ in range(workers):
            queues[0].put(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    done, turn, failure = {}, 0, None
    for _ in range(workers):
        for i, value, error in iter(queues[-1].get, None):
            if error is not None:
                failure = error
                stop.set()
                room.release()
                continue
            done[i] = value
            while turn in done and failure is None:
                handle(done.pop(turn))
                turn += 1
                room.release()
    feeder.join()
    for p in processes:
        p.join()
    if failure:
        raise RuntimeError(failure)
