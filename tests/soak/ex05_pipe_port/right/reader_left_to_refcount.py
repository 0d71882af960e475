# right: closes no connection by name; `del` and returning drop the last references, which closes
import multiprocessing as mp


def _source(conn, items):
    for item in items:
        conn.send((item,))
    conn.send(...)  # every item is boxed, so an Ellipsis among the items is not taken for this one


def run(items):
    reader, writer = mp.Pipe(False)
    p = mp.Process(target=_source, args=(writer, items), daemon=True)
    p.start()
    del writer
    received = []
    clean = False
    try:
        while (box := reader.recv()) is not ...:
            received.extend(box)
        clean = True
    except (EOFError, OSError):
        pass
    p.join()
    return received, clean
