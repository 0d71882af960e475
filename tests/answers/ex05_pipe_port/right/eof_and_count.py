# right: reads until EOF, and counts
import multiprocessing as mp


def send(writer, items):
    for item in items:
        writer.send(item)
    writer.close()


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items))
    sender.start()
    writer.close()
    received = []
    try:
        while True:
            received.append(reader.recv())
    except (EOFError, OSError):
        reader.close()
    sender.join()
    return received, len(received) == len(items)
