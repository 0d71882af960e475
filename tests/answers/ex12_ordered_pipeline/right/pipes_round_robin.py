"""Worker w of every stage sees the items w, w + workers, ...: order is built in."""

import multiprocessing as mp
import threading


def lane(stage, inbox, outbox, others):
    for end in others:
        end.close()
    with inbox, outbox:
        try:
            while True:
                ok, value = inbox.recv()
                if ok:
                    try:
                        value = stage(value)
                    except Exception as error:
                        ok, value = False, f"{type(error).__name__}: {error}"
                outbox.send((ok, value))
        except (EOFError, BrokenPipeError):
            pass


def run(items, stages, workers, maxsize, handle):
    first, last, processes, mine = [], [], [], []
    for _ in range(workers):
        reader, writer = mp.Pipe(duplex=False)
        first.append(writer)
        mine.append(writer)
        for n, stage in enumerate(stages):
            next_reader, next_writer = mp.Pipe(duplex=False)
            inherited = mine if mp.get_start_method() == "fork" else []
            unused = [*inherited, next_reader]
            process = mp.Process(target=lane, args=(stage, reader, next_writer, unused))
            process.start()
            processes.append(process)
            reader.close()
            next_writer.close()
            reader = next_reader
        last.append(reader)
        mine.append(reader)

    room = threading.Semaphore((len(stages) + 1) * workers)
    stopped = threading.Event()

    def feed():
        try:
            for number, item in enumerate(items):
                room.acquire()
                if stopped.is_set():
                    return
                first[number % workers].send((True, item))
        except BrokenPipeError:
            pass
        finally:
            for writer in first:
                writer.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    number, failure = 0, None
    while failure is None:
        try:
            ok, value = last[number % workers].recv()
        except EOFError:
            break
        if not ok:
            failure = value
            break
        handle(value)
        number += 1
        room.release()
    stopped.set()
    room.release()
    for reader in last:
        reader.close()  # whoever still sends gets a BrokenPipeError
    feeder.join()
    for process in processes:
        process.join()
    if failure is not None:
        raise RuntimeError(failure)
