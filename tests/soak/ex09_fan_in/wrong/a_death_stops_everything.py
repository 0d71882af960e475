# verdict: early | wrong @ source_exits
# The first death ends the loop, and the other sources are terminated.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    names, processes = {}, []
    fates = dict.fromkeys(sources, "died")
    for name, source in sources.items():
        r, w = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(w, source)))
        processes[-1].start()
        w.close()
        names[r] = name
    alive = True
    while names and alive:
        for r in wait(list(names)):
            try:
                kind, item = r.recv()
            except (EOFError, OSError):
                if fates[names[r]] == "died":
                    alive = False
                    for p in processes:
                        p.terminate()
                    break
                del names[r]
                r.close()
                continue
            if kind == "end":
                fates[names[r]] = "done"
            else:
                handle(names[r], item)
    for r in names:
        r.close()
    for p in processes:
        p.join()
    return fates
