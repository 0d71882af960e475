# verdict: busy-wait @ every_item_of_every_source
# Asks every pipe with poll() in turn, without ever waiting: a whole core for nothing.
import multiprocessing as mp


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    readers, processes, fates = {}, [], {}
    for name, source in sources.items():
        readers[name], w = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(w, source)))
        processes[-1].start()
        w.close()
    while readers:
        for name, conn in list(readers.items()):
            if not conn.poll():
                continue
            try:
                kind, item = conn.recv()
            except (EOFError, OSError):
                fates.setdefault(name, "died")
                conn.close()
                del readers[name]
                continue
            if kind == "end":
                fates[name] = "done"
            else:
                handle(name, item)
    for p in processes:
        p.join()
    return fates
