# right: items on one pipe, the sender's farewell on another
import multiprocessing as mp


def _work(data, status, items):
    for item in items:
        data.send(item)
    data.close()
    status.send("complete")
    status.close()


def _drain(conn):
    messages = []
    try:
        while True:
            messages.append(conn.recv())
    except (EOFError, OSError):
        return messages
    finally:
        conn.close()


def run(items):
    data_in, data_out = mp.Pipe(duplex=False)
    status_in, status_out = mp.Pipe(duplex=False)
    p = mp.Process(target=_work, args=(data_out, status_out, items))
    p.start()
    data_out.close()
    status_out.close()
    received = _drain(data_in)
    clean = _drain(status_in) == ["complete"]
    p.join()
    return received, clean
