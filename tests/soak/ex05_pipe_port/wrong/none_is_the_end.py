# verdict: wrong | early @ falsy_items
# Carries the None sentinel over from the queue version, but None is data here: the list is cut.
import multiprocessing as mp


def produce(conn, reader, items):
    reader.close()
    try:
        for item in items:
            conn.send(item)
        conn.send(None)
    except BrokenPipeError:
        pass  # the reader has what it wants
    finally:
        conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=produce, args=(w, r, items))
    p.start()
    w.close()
    received = []
    clean = False
    try:
        for item in iter(r.recv, None):
            received.append(item)
        clean = True
    except (EOFError, OSError):
        pass
    r.close()
    p.join()
    return received, clean
