# verdict: wrong @ every_item_in_order
# An object() mark comes out of the pickle as another object: `is` fails, the mark counts as item.
import multiprocessing as mp

DONE = object()


def _produce(conn, items):
    for item in items:
        conn.send(item)
    conn.send(DONE)
    conn.close()


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    proc = mp.Process(target=_produce, args=(writer, items))
    proc.start()
    writer.close()
    received, clean = [], False
    while True:
        try:
            item = reader.recv()
        except (EOFError, OSError):
            break
        if item is DONE:
            clean = True
            break
        received.append(item)
    reader.close()
    proc.join()
    return received, clean
