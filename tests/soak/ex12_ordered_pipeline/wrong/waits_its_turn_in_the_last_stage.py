# verdict: deadlock | timeout @ all_workers
# A last-stage worker waits for its turn: if all do, the item whose turn it is finds none free.
import multiprocessing as mp
import queue
import threading
from multiprocessing.connection import wait


def middle(fn, inq, outq, errors):
    try:
        while (task := inq.get()) is not None:
            outq.put((task[0], fn(task[1])))
        outq.put(None)
    except Exception as e:
        errors.put(repr(e))


def final(fn, inq, outq, errors, turn, changed):
    """A worker of the last stage keeps its result until all before it have been sent."""
    try:
        while (task := inq.get()) is not None:
            index, item = task
            result = fn(item)
            with changed:
                changed.wait_for(lambda: turn.value == index)
                outq.put((result,))
                turn.value += 1
                changed.notify_all()
        outq.put(None)
    except Exception as e:
        errors.put(repr(e))


def run(items, stages, workers, maxsize, handle):
    turn = mp.Value("q", 0, lock=False)
    changed = mp.Condition()
    errors = mp.SimpleQueue()
    queues = [mp.Queue(maxsize) for _ in stages]
    out = mp.SimpleQueue()
    stop = threading.Event()
    room = threading.Semaphore(len(stages) * (workers + maxsize) + 2)
    processes = []
    for k, fn in enumerate(stages):
        if k + 1 < len(stages):
            target, args = middle, (fn, queues[k], queues[k + 1], errors)
        else:
            target, args = final, (fn, queues[k], out, errors, turn, changed)
        for n in range(workers):
            processes.append(mp.Process(target=target, args=args, name=f"s{k}w{n}"))
            processes[-1].start()

    def offer(x):
        while not stop.is_set():
            try:
                queues[0].put(x, timeout=0.1)
                return
            except queue.Full:
                pass

    def feed():
        for pair in enumerate(items):
            room.acquire()
            if stop.is_set():
                return
            offer(pair)
        for _ in range(workers):
            offer(None)

    feeder = threading.Thread(target=feed)
    feeder.start()
    failure, ends = None, 0
    while ends < workers and failure is None:
        for reader in wait([out._reader, errors._reader]):
            if reader is errors._reader:
                failure = errors.get()
                break
            box = out.get()
            if box is None:
                ends += 1
            else:
                handle(box[0])
                room.release()
    stop.set()
    room.release()
    if failure is not None:
        for p in processes:
            p.terminate()
    feeder.join()
    for p in processes:
        p.join()
    out.close()
    errors.close()
    if failure is not None:
        raise RuntimeError(failure)
