# verdict: crashed @ killed_within_a_message
import multiprocessing as mp


def send(writer, items: list) -> None:
    with writer:
        for item in items:
            writer.send(("item", item))
        writer.send(("end", None))


def run(items: list) -> tuple[list, bool]:
    receiver, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received = []
    clean = False
    with receiver:
        while not clean:
            try:
                kind, item = receiver.recv()
            except EOFError:
                break
            if kind == "end":
                clean = True
            else:
                received.append(item)
    sender.join()
    sender.close()
    return received, clean
