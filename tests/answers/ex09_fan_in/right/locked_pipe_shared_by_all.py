import multiprocessing as mp
from collections import defaultdict


def source_process(name, source, conn, lock):
    for item in source:
        with lock:
            conn.send((name, "item", item))
    with lock:
        conn.send((name, "done", None))


def run(sources, handle):
    reader, writer = mp.Pipe(duplex=False)
    lock = mp.Lock()
    children = []
    for name, source in sources.items():
        child = mp.Process(target=source_process, args=(name, source, writer, lock))
        child.start()
        children.append(child)
    writer.close()
    fates = defaultdict(lambda: "died")
    while True:
        try:
            name, kind, item = reader.recv()
        except EOFError:  # the last of them has gone
            break
        if kind == "item":
            handle(name, item)
        else:
            fates[name] = "done"
    reader.close()
    for child in children:
        child.join()
    return {name: fates[name] for name in sources}
