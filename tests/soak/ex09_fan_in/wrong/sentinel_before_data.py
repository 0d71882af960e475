# verdict: early | wrong | deadlock @ every_item_of_every_source | processes | late_source
# A process that has exited is dropped at once, though its last items are still in the pipe.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    for item in source:
        conn.send(("item", item))
    conn.send(("end", None))


def run(sources, handle):
    conns, processes, fates = {}, {}, {}
    for name, source in sources.items():
        conns[name], theirs = mp.Pipe(duplex=False)
        processes[name] = mp.Process(target=produce, args=(theirs, source))
        processes[name].start()
        theirs.close()
    left = set(sources)
    while left:
        ready = wait([x for n in left for x in (conns[n], processes[n].sentinel)])
        for name in list(left):
            if processes[name].sentinel in ready:
                fates.setdefault(name, "died" if processes[name].exitcode else "done")
                left.remove(name)
            elif conns[name] in ready:
                try:
                    kind, item = conns[name].recv()
                except (EOFError, OSError):
                    fates.setdefault(name, "died")
                    left.remove(name)
                    continue
                if kind == "item":
                    handle(name, item)
                else:
                    fates[name] = "done"
                    left.remove(name)
    for name in sources:
        processes[name].join()
        conns[name].close()
    return fates
