# verdict: busy-wait @ late_items
import multiprocessing as mp
import time


def send(writer, items: list) -> None:
    for item in items:
        writer.send((1, item))
    writer.send((0, None))
    writer.close()


def run(items: list) -> tuple[list, bool]:
    receiver, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received = []
    clean = False
    try:
        while not clean:
            if not receiver.poll():
                time.sleep(0.001)
                continue
            more, item = receiver.recv()
            if more:
                received.append(item)
            else:
                clean = True
    except (EOFError, OSError):
        pass
    receiver.close()
    sender.join()
    sender.close()
    return received, clean
