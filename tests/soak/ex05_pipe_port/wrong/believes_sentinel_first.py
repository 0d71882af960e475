# verdict: wrong | early @ every_item_in_order | falsy_items | sender_exits_half_way
# Stops as soon as the process sentinel is ready, with messages still waiting in the pipe.
import multiprocessing as mp
from multiprocessing.connection import wait


def producer(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    p = mp.Process(target=producer, args=(writer, items))
    p.start()
    writer.close()
    received = []
    while True:
        ready = wait([reader, p.sentinel])
        if p.sentinel in ready:
            break
        try:
            received.append(reader.recv())
        except (EOFError, OSError):
            break
    reader.close()
    p.join()
    return received, p.exitcode == 0
