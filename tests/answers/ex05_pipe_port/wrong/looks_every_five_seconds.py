# verdict: timeout @ sender_exits_half_way
import multiprocessing as mp


def send(writer, items):
    for item in items:
        writer.send((True, item))
    writer.send((False, None))


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items))
    sender.start()
    received, clean = [], False
    with reader, writer:
        while True:
            if reader.poll(5):
                more, item = reader.recv()
                if not more:
                    clean = True
                    break
                received.append(item)
            elif not sender.is_alive() and not reader.poll():
                break
    sender.join()
    return received, clean
