# verdict: early | wrong @ busy_caller
# A process that failed is dropped at once, though its last items are still in its pipe.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    conns, processes = {}, {}
    fates = dict.fromkeys(sources, "died")
    for name, source in sources.items():
        conns[name], theirs = mp.Pipe(duplex=False)
        processes[name] = mp.Process(target=produce, args=(theirs, source))
        processes[name].start()
        theirs.close()
    while conns:
        ready = wait(conns.values())
        for name, conn in list(conns.items()):
            if conn not in ready:
                continue
            code = processes[name].exitcode
            try:
                if code is not None and code > 0:
                    raise EOFError(f"{name} failed with exit code {code}")
                kind, item = conn.recv()
            except (EOFError, OSError):
                conn.close()
                del conns[name]
            else:
                if kind == "item":
                    handle(name, item)
                else:
                    fates[name] = "done"
    for process in processes.values():
        process.join()
    return fates
