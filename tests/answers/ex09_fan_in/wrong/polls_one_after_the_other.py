# verdict: wrong | timeout @ late_source
# Polls one pipe after the other: each that is silent holds up the rest.
import multiprocessing as mp


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
        for reader in [reader for reader in list(names) if reader.poll(0.1)]:
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
