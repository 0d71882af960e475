# verdict: crashed @ sender_dies_at_first
import multiprocessing as mp


def send(writer, items):
    with writer:
        writer.send(len(items))
        for item in items:
            writer.send(item)


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items))
    sender.start()
    writer.close()
    with reader:
        count = reader.recv()
        received = []
        try:
            for _ in range(count):
                received.append(reader.recv())
        except (EOFError, OSError):
            pass
    sender.join()
    return received, len(received) == count
