# verdict: wrong @ items_like_messages | late_source | busy_caller
# One reading thread a source calls handle by itself: two calls run at the same time.
import multiprocessing as mp
import threading


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def read(name, conn, handle, fates):
    with conn:
        try:
            while True:
                kind, item = conn.recv()
                if kind == "end":
                    fates[name] = "done"
                    break
                handle(name, item)
        except (EOFError, OSError):
            pass


def run(sources, handle):
    fates = dict.fromkeys(sources, "died")
    processes, threads = [], []
    for name, source in sources.items():
        ours, theirs = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(theirs, source)))
        processes[-1].start()
        theirs.close()
        threads.append(threading.Thread(target=read, args=(name, ours, handle, fates)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for process in processes:
        process.join()
    return fates
