# verdict: wrong @ sender_exits_half_way
# The sender has to report its own failure through an Event: a process that just dies never does.
import multiprocessing as mp


def sender(conn, failed, items):
    try:
        for item in items:
            conn.send(item)
    except BaseException:
        failed.set()
        raise
    finally:
        conn.close()


def run(items):
    failed = mp.Event()
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(w, failed, items))
    p.start()
    w.close()
    received = []
    try:
        while True:
            received.append(r.recv())
    except (EOFError, OSError):
        pass
    p.join()
    r.close()
    return received, not failed.is_set()
