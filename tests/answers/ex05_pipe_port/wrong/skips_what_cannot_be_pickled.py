# verdict: wrong @ sender_raises_half_way
import multiprocessing as mp


def send(writer, items: list) -> None:
    for item in items:
        try:
            writer.send((1, item))
        except Exception as error:
            print("cannot send:", error)
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
        while True:
            more, item = receiver.recv()
            if not more:
                clean = True
                break
            received.append(item)
    except (EOFError, OSError):
        pass
    receiver.close()
    sender.join()
    sender.close()
    return received, clean
