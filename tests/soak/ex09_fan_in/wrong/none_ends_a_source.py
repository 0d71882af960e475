# verdict: early | wrong @ items_like_messages
# None on its pipe is a source's end mark, but None is data here: its rest is never read.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    try:
        for item in source:
            conn.send(item)
        conn.send(None)
    except BrokenPipeError:
        pass


def run(sources, handle):
    names, processes = {}, []
    for name, source in sources.items():
        r, w = mp.Pipe(duplex=False)
        p = mp.Process(target=produce, args=(w, source))
        p.start()
        w.close()
        names[r] = name
        processes.append(p)
    fates = {}
    while names:
        for r in wait(list(names)):
            name = names[r]
            try:
                item = r.recv()
            except (EOFError, OSError):
                fates[name] = "died"
            else:
                if item is not None:
                    handle(name, item)
                    continue
                fates[name] = "done"
            r.close()
            del names[r]
    for p in processes:
        p.join()
    return fates
