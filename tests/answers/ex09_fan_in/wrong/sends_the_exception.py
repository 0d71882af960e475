# verdict: crashed @ source_raises
# Sends the exception itself: not every one can be rebuilt on the other side.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    try:
        for item in source:
            conn.send(("item", item))
    except Exception as error:
        conn.send(("error", error))
        raise
    conn.send(("done", None))


def run(sources, handle):
    fates = dict.fromkeys(sources, "died")
    names, processes = {}, []
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(writer, source)))
        processes[-1].start()
        writer.close()
        names[reader] = name
    while names:
        for reader in wait(list(names)):
            try:
                kind, value = reader.recv()
            except EOFError:
                kind = "over"
            if kind == "item":
                handle(names[reader], value)
            elif kind == "done":
                fates[names[reader]] = "done"
            else:
                del names[reader]
                reader.close()
    for process in processes:
        process.join()
    return fates
