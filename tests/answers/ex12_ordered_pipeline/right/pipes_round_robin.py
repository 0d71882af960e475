"""Worker w of every stage sees the items w, w + workers, ...: order is built in."""

import multiprocessing as mp
import threading
from contextlib import suppress

READY = "send me the next"


def lane(stage, inbox, outbox, others):
    for end in others:
        end.close()
    with inbox, outbox:
        try:
            while True:
                inbox.send(READY)
                ok, value = inbox.recv()
                if ok:
                    try:
                        value = stage(value)
                    except Exception as error:
                        ok, value = False, f"{type(error).__name__}: {error}"
                outbox.recv()
                outbox.send((ok, value))
        except (EOFError, OSError):
            pass


def ask(end):
    with suppress(OSError):  # it may have ended, for want of items
        end.send(READY)


def run(items, stages, workers, maxsize, handle):
    first, last, processes, mine = [], [], [], []
    for _ in range(workers):
        before, end = mp.Pipe()
        first.append(before)
        mine.append(before)
        for stage in stages:
            outbox, after = mp.Pipe()
            inherited = mine if mp.get_start_method() == "fork" else []
            process = mp.Process(target=lane, args=(stage, end, outbox, [*inherited, after]))
            process.start()
            processes.append(process)
            end.close()
            outbox.close()
            end = after
        last.append(end)
        mine.append(end)

    stopped = threading.Event()

    def feed():
        try:
            for number, item in enumerate(items):
                first[number % workers].recv()
                if stopped.is_set():
                    return
                first[number % workers].send((True, item))
        except (EOFError, OSError):
            pass
        finally:
            for end in first:
                end.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    number, failure = 0, None
    for end in last:
        ask(end)
    while failure is None:
        end = last[number % workers]
        try:
            ok, value = end.recv()
        except (EOFError, OSError):
            break
        if ok:
            handle(value)
            number += 1
            ask(end)
        else:
            failure = value
    stopped.set()
    for end in last:
        end.close()  # whoever still sends is told so
    feeder.join()
    for process in processes:
        process.join()
    if failure is not None:
        raise RuntimeError(failure)
