# verdict: wrong @ sender_exits_half_way
import multiprocessing as mp

CHUNK = 100


def send(writer, items: list) -> None:
    for start in range(0, len(items), CHUNK):
        writer.send(items[start : start + CHUNK])
    writer.send([])
    writer.close()


def run(items: list) -> tuple[list, bool]:
    receiver, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received = []
    clean = False
    with receiver:
        try:
            while chunk := receiver.recv():
                received.extend(chunk)
            clean = True
        except (EOFError, OSError):
            pass
    sender.join()
    sender.close()
    return received, clean
