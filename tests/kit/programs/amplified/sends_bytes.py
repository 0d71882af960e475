"""A child sends 100,000 bytes to its parent, or gets them as an argument."""

import multiprocessing as mp

DATA = b"x" * 100_000


def put(queue):
    queue.put(DATA)


def send(connection):
    connection.send_bytes(DATA)
    connection.close()


def take(data):
    assert data == DATA


def run(way):
    queue = mp.SimpleQueue()
    reader, writer = mp.Pipe(duplex=False)
    target, argument = {
        "queue": (put, queue),
        "bytes": (send, writer),
        "argument": (take, DATA),
    }[way]
    child = mp.Process(target=target, args=(argument,))
    child.start()
    if way == "queue":
        queue.get()
    elif way == "bytes":
        reader.recv_bytes()
    child.join()
    for end in (reader, writer, queue):
        end.close()
