"""Waits a minute for an item, which comes when the first wait is over: once, or until it is there."""

import multiprocessing as mp
from multiprocessing.connection import wait
from queue import Empty


def send(over, queue, writer, lock, ready):
    with lock:
        ready.set()
        over.wait()
        queue.put(7)
        writer.send(7)


def look(way, queue, reader, lock):
    if way == "get":
        try:
            return queue.get(timeout=60)
        except Empty:
            return None
    if way == "acquire":
        there = lock.acquire(timeout=60)
    else:
        there = reader.poll(60) if way == "poll" else wait([reader], 60)
    return reader.recv() if there else None


def run(way, patient):
    over, ready, queue, lock = mp.Event(), mp.Event(), mp.Queue(), mp.Lock()
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(over, queue, writer, lock, ready))
    sender.start()
    ready.wait()
    item = look(way, queue, reader, lock)
    over.set()
    while item is None and patient:
        item = look(way, queue, reader, lock)
    sender.join()
    return item
