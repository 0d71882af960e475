# verdict: deadlock
# The exception itself is sent. One that cannot be pickled ends the worker.
"""Workers pass items on directly through SimpleQueues, with a semaphore for the room in each."""

import multiprocessing as mp
import threading
from collections.abc import Callable, Iterable
from multiprocessing.connection import wait


class Channel:
    def __init__(self, size=None):
        self.queue = mp.SimpleQueue()
        self.room = mp.Semaphore(size) if size else None

    def put(self, value):
        if self.room:
            self.room.acquire()
        self.queue.put(value)

    def get(self):
        value = self.queue.get()
        if self.room:
            self.room.release()
        return value


def worker(stage, source, target, out):
    while True:
        job = source.get()
        if job == "stop":
            break
        index, item = job
        try:
            result = stage(item)
        except Exception as error:
            out.put((None, error))
            break
        target.put((index, result))


def run(
    items: Iterable, stages: list[Callable], workers: int, maxsize: int, handle: Callable
) -> None:
    channels = [Channel(maxsize) for _ in stages] + [Channel()]
    first, out = channels[0], channels[-1]
    in_flight = threading.Semaphore((len(stages) + 1) * (maxsize + workers))
    end_reader, end_writer = mp.Pipe(False)
    stopped = False

    def feed():
        count = 0
        iterator = iter(items)
        try:
            while in_flight.acquire():
                if stopped:
                    return
                try:
                    item = next(iterator)
                except StopIteration:
                    break
                first.room.acquire()
                if stopped:
                    return
                first.queue.put((count, item))
                count += 1
        except OSError:  # the reading end is closed: a stage has raised
            return
        end_writer.send(count)

    team = [
        mp.Process(target=worker, args=(stage, channels[k], channels[k + 1], out), daemon=True)
        for k, stage in enumerate(stages)
        for _ in range(workers)
    ]
    for process in team:
        process.start()
    thread = threading.Thread(target=feed)
    thread.start()
    waiting = {}
    number, total = 0, -1
    sources = [out.queue._reader, end_reader]
    try:
        while number != total:
            ready = wait(sources)
            if end_reader in ready:
                total = end_reader.recv()
                sources.remove(end_reader)
            if out.queue._reader in ready:
                index, result = out.get()
                if index is None:
                    raise result
                waiting[index] = result
                while number in waiting:
                    handle(waiting.pop(number))
                    number += 1
                    in_flight.release()
    except BaseException:
        stopped = True
        for process in team:
            process.terminate()
        raise
    else:
        for channel in channels[:-1]:
            for _ in range(workers):
                channel.queue.put("stop")
    finally:
        for process in team:
            process.join()
            process.close()
        for channel in channels:
            channel.queue._reader.close()
        first.room.release()
        in_flight.release()
        thread.join()
        for channel in channels:
            channel.queue._writer.close()
        end_reader.close()
        end_writer.close()
