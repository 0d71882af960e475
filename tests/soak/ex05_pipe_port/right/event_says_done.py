# right: EOF ends the loop, an mp.Event set after the last item says that the end was intended
import multiprocessing as mp


def task(conn, done, items):
    for item in items:
        conn.send(item)
    done.set()
    conn.close()


def run(items):
    done = mp.Event()
    r, w = mp.Pipe(duplex=False)
    with r:
        with w:
            p = mp.Process(target=task, args=(w, done, items))
            p.start()
        received = []
        while True:
            try:
                received.append(r.recv())
            except (EOFError, OSError):
                break
        p.join()
    return received, done.is_set()
