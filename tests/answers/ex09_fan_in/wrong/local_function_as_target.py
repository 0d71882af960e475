# verdict: crashed @ every_item_of_every_source (spawn)
# The target is a local function: only fork can start it.
import multiprocessing as mp
from multiprocessing.connection import wait


def run(sources, handle):
    def produce(conn, source):
        with conn:
            for item in source:
                conn.send(("item", item))
            conn.send(("end", None))

    names, processes = {}, []
    fates = dict.fromkeys(sources, "died")
    for name, source in sources.items():
        r, w = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(w, source)))
        processes[-1].start()
        w.close()
        names[r] = name
    while names:
        for r in wait(list(names)):
            try:
                kind, item = r.recv()
            except (EOFError, OSError):
                r.close()
                del names[r]
                continue
            if kind == "end":
                fates[names[r]] = "done"
            else:
                handle(names[r], item)
    for p in processes:
        p.join()
    return fates
