# verdict: wrong @ again
# The result is a module global: the second call returns the first one's sources as well.
import multiprocessing as mp
from multiprocessing.connection import wait

fates = {}


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    readers, processes = {}, []
    for name, source in sources.items():
        fates[name] = "died"
        r, w = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(w, source)))
        processes[-1].start()
        w.close()
        readers[r] = name
    while readers:
        for r in wait(list(readers)):
            try:
                kind, item = r.recv()
            except (EOFError, OSError):
                r.close()
                del readers[r]
                continue
            if kind == "end":
                fates[readers[r]] = "done"
            else:
                handle(readers[r], item)
    for p in processes:
        p.join()
    return dict(fates)
