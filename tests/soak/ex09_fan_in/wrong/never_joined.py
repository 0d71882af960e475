# verdict: leaked | early @ every_item_of_every_source
# Returns after the last end mark without joining anybody.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    names = {}
    fates = dict.fromkeys(sources, "died")
    for name, source in sources.items():
        r, w = mp.Pipe(duplex=False)
        mp.Process(target=produce, args=(w, source), daemon=True).start()
        w.close()
        names[r] = name
    while names:
        for r in wait(list(names)):
            try:
                kind, item = r.recv()
            except (EOFError, OSError):
                kind = "died"
            if kind == "item":
                handle(names[r], item)
                continue
            if kind == "end":
                fates[names[r]] = "done"
            r.close()
            del names[r]
    return fates
