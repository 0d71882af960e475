# right: looks every 100 ms whether the sender is still alive, and once more after it has gone
import multiprocessing as mp


def feed(items, conn):
    for item in items:
        conn.send((0, item))
    conn.send((1, None))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=feed, args=(items, w))
    p.start()
    w.close()

    received, clean = [], False
    while not clean:
        alive = p.is_alive()  # asked first: what it wrote before it died is found by poll
        if not r.poll(0.1):
            if alive:
                continue
            break
        try:
            done, item = r.recv()
        except (EOFError, OSError):
            break
        if done:
            clean = True
        else:
            received.append(item)
    r.close()
    p.join()
    return received, clean
