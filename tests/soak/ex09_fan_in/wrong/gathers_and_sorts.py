# verdict: deadlock @ late_source
# Gathers everything first, to handle it source by source: nothing is handled before the end.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    with conn:
        for item in source:
            conn.send((item,))
        conn.send(None)


def run(sources, handle):
    readers, processes = {}, []
    for name, source in sources.items():
        r, w = mp.Pipe(duplex=False)
        p = mp.Process(target=produce, args=(w, source))
        p.start()
        w.close()
        readers[r] = name
        processes.append(p)
    gathered = {name: [] for name in sources}
    fates = dict.fromkeys(sources, "died")
    while readers:
        for r in wait(list(readers)):
            try:
                message = r.recv()
            except (EOFError, OSError):
                r.close()
                del readers[r]
                continue
            if message is None:
                fates[readers[r]] = "done"
            else:
                gathered[readers[r]].append(message[0])
    for name in sorted(gathered):
        for item in gathered[name]:
            handle(name, item)
    for p in processes:
        p.join()
    return fates
