# verdict: wrong @ sender_exits_half_way
# Sends the whole list as one message: a sender that dies half way has delivered nothing of it.
import multiprocessing as mp


def _send_list(conn, items):
    conn.send(list(items))
    conn.close()


def run(items):
    r, w = mp.Pipe(duplex=False)
    p = mp.Process(target=_send_list, args=(w, items))
    p.start()
    w.close()
    try:
        return r.recv(), True
    except (EOFError, OSError):
        return [], False
    finally:
        r.close()
        p.join()
