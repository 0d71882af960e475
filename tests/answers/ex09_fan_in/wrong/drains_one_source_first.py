# verdict: wrong @ talkative_source
# Takes all that a pipe has before it looks at the others: a talkative source has always more.
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
                while reader.poll():
                    message = reader.recv()
                    if message is None:
                        status[name] = "done"
                        del names[reader]
                        break
                    handle(name, message[0])
            except EOFError:
                status[name] = "died"
                del names[reader]
    for process in crew.values():
        process.join()
    return status
