# verdict: leaked | early @ every_item_in_order
import multiprocessing as mp


def send(writer, items):
    for item in items:
        writer.send((True, item))
    writer.send((False, None))


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items))
    sender.start()
    writer.close()
    received = []
    try:
        while True:
            more, item = reader.recv()
            if not more:
                return received, True
            received.append(item)
    except (EOFError, OSError):
        return received, False
    finally:
        reader.close()
