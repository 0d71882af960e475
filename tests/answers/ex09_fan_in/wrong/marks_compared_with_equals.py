# verdict: early | wrong @ items_like_messages
# Compares each message with the end mark by ==: an item that equals everything ends its source.
import multiprocessing as mp
from multiprocessing.connection import wait

END = "__end__"


def produce(conn, source):
    try:
        for item in source:
            conn.send(item)
        conn.send(END)
    except BrokenPipeError:
        pass


def run(sources, handle):
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
            name = names[r]
            try:
                item = r.recv()
            except (EOFError, OSError):
                pass
            else:
                if not item == END:
                    handle(name, item)
                    continue
                fates[name] = "done"
            r.close()
            del names[r]
    for p in processes:
        p.join()
    return fates
