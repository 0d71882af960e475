# right: the sender reports its own exception as a message; a death that it cannot report is an EOF
import multiprocessing as mp


def _sender(conn, items):
    try:
        for item in items:
            conn.send(("data", item))
    except Exception as exc:
        conn.send(("failed", repr(exc)))
    else:
        conn.send(("finished", None))
    finally:
        conn.close()


def run(items):
    receiver, sender = mp.Pipe(duplex=False)
    p = mp.Process(target=_sender, args=(sender, items))
    p.start()
    sender.close()

    def messages():
        while True:
            try:
                yield receiver.recv()
            except (EOFError, OSError):
                yield "failed", "the sender died"

    received = []
    for kind, value in messages():
        if kind != "data":
            break
        received.append(value)
    receiver.close()
    p.join()
    return received, kind == "finished"
