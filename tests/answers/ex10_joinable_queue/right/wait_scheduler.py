"""A pipe for each worker; the caller waits for the first who is free."""

import multiprocessing as mp
import pickle
from multiprocessing.connection import wait

GO_HOME = b""
DONE = b"done"


def serve(conn, handle):
    while data := conn.recv_bytes():
        item = pickle.loads(data)
        try:
            handle(item)
        except Exception:
            pass
        conn.send_bytes(DONE)
    conn.close()


def do_batch(batch, idle):
    busy = []
    for item in batch:
        if not idle:
            collect(busy, idle)
        conn = idle.pop()
        conn.send_bytes(pickle.dumps(item))
        busy.append(conn)
    while busy:
        collect(busy, idle)


def collect(busy, idle):
    for conn in wait(busy):
        conn.recv_bytes()
        busy.remove(conn)
        idle.append(conn)


def run(batches, handle, workers):
    crew, idle = [], []
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        process = mp.Process(target=serve, args=(theirs, handle))
        process.start()
        theirs.close()
        crew.append(process)
        idle.append(mine)
    for batch in batches:
        do_batch(batch, idle)
    for conn in idle:
        conn.send_bytes(GO_HOME)
    for process in crew:
        process.join()
        process.close()
    for conn in idle:
        conn.close()
