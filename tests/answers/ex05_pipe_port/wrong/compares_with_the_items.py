# verdict: wrong @ late_items
import multiprocessing as mp


def send(writer, items: list) -> None:
    for item in items:
        writer.send(item)
    writer.close()


def run(items: list) -> tuple[list, bool]:
    receiver, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received = []
    with receiver:
        try:
            while True:
                received.append(receiver.recv())
        except (EOFError, OSError):
            pass
    sender.join()
    sender.close()
    return received, received == items
