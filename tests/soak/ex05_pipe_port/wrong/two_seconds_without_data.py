# verdict: early | wrong @ late_items
# A sender from which nothing has come for two seconds is taken for dead.
import multiprocessing as mp


def send(writer, items):
    with writer:
        for item in items:
            writer.send((item,))
        writer.send(())


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    sender = mp.Process(target=send, args=(writer, items), name="sender")
    sender.start()
    writer.close()
    received, clean = [], False
    try:
        while reader.poll(2.0):
            box = reader.recv()
            if not box:
                clean = True
                break
            received.append(box[0])
    except (EOFError, OSError):
        pass
    reader.close()
    if not clean:
        sender.terminate()
    sender.join()
    sender.close()
    return received, clean
