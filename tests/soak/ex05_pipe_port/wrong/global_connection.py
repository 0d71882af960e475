# verdict: crashed | wrong @ every_item_in_order
# The child finds its connection in a module global, which only a forked child has inherited.
import multiprocessing as mp

writer = None


def sender(items):
    for item in items:
        writer.send(("item", item))
    writer.send(("end", None))
    writer.close()


def run(items):
    global writer
    reader, writer = mp.Pipe(duplex=False)
    p = mp.Process(target=sender, args=(items,))
    p.start()
    writer.close()
    received, clean = [], False
    try:
        while not clean:
            kind, item = reader.recv()
            if kind == "end":
                clean = True
            else:
                received.append(item)
    except (EOFError, OSError):
        pass
    reader.close()
    p.join()
    return received, clean
