# verdict: deadlock @ late_source
# Joins a process as soon as its source has ended: meanwhile nothing is handled.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source):
    for item in source:
        conn.send((item,))
    conn.send(None)


def run(sources, handle):
    status = {}
    names, crew = {}, {}
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        crew[name] = mp.Process(target=produce, args=(writer, source))
        crew[name].start()
        writer.close()
        names[reader] = name
    while names:
        for reader in wait(list(names)):
            name = names[reader]
            try:
                message = reader.recv()
            except EOFError:
                status[name] = "died"
                del names[reader]
                continue
            if message is None:
                status[name] = "done"
                del names[reader]
                crew[name].join()
            else:
                handle(name, message[0])
    for process in crew.values():
        process.join()
    return status
