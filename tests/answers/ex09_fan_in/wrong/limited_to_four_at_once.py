# verdict: deadlock @ processes
# Only four sources are iterated over at a time.
import multiprocessing as mp
from multiprocessing.connection import wait


def produce(conn, source, slots):
    with slots:
        for item in source:
            conn.send((item,))
    conn.send(None)


def run(sources, handle):
    status = {}
    slots = mp.Semaphore(4)
    names, crew = {}, {}
    for name, source in sources.items():
        reader, writer = mp.Pipe(duplex=False)
        crew[name] = mp.Process(target=produce, args=(writer, source, slots))
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
            else:
                handle(name, message[0])
    for process in crew.values():
        process.join()
    return status
