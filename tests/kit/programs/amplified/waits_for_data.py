"""Waits a minute for an item, which comes when the first wait is over: once, or until it is there."""

import multiprocessing as mp
from multiprocessing.connection import wait
from queue import Empty


def send(over, queue, writer):
    over.wait(30)
    queue.put(7)
    writer.send(7)


def look(way, queue, reader):
    if way == "get":
        try:
            return queue.get(timeout=60)
        except Empty:
            return None
    there = reader.poll(60) if way == "poll" else wait([reader], 60)
    return reader.recv() if there else None


def run(way, patient):
    over, queue = mp.Event(), mp.Queue()
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(over, queue, writer))
    sender.start()
    item = look(way, queue, reader)
    over.set()
    while item is None and patient:
        item = look(way, queue, reader)
    sender.join()
    return item
