# verdict: wrong @ every_item_in_order
# An Ellipsis is taken for the end mark.
import multiprocessing as mp


def send(writer, items: list) -> None:
    with writer:
        for item in items:
            writer.send(item)
        writer.send(...)  # None is data, so it cannot be the mark


def run(items: list) -> tuple[list, bool]:
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received: list = []
    clean = False
    with reader:
        try:
            while (item := reader.recv()) is not ...:
                received.append(item)
            clean = True
        except (EOFError, OSError):
            pass
    sender.join()
    return received, clean
