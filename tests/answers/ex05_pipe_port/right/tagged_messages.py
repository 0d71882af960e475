# right: every message is a (kind, value) pair, so no item can be taken for the end
import multiprocessing as mp


def _produce(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(("end", None))
    conn.close()


def run(items):
    receiver, sender = mp.Pipe(duplex=False)
    producer = mp.Process(target=_produce, args=(sender, items))
    producer.start()
    sender.close()  # ours must go, or the end of the file never comes

    received, clean = [], False
    while True:
        try:
            message = receiver.recv()
        except (EOFError, OSError):
            break
        match message:
            case ("item", value):
                received.append(value)
            case ("end", _):
                clean = True
                break
    receiver.close()
    producer.join()
    return received, clean
