# verdict: leaked @ sender_exits_half_way
import multiprocessing as mp


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
    problem = None
    while problem is None:
        try:
            more, item = receiver.recv()
        except (EOFError, OSError) as error:
            problem = error
            continue
        if not more:
            receiver.close()
            break
        received.append(item)
    sender.join()
    return received, problem is None
