# verdict: deadlock @ late_source
# Reads the first source to its end, then the second: a late one holds up all after it.
import multiprocessing as mp


def produce(conn, source):
    with conn:
        for item in source:
            conn.send(("item", item))
        conn.send(("end", None))


def run(sources, handle):
    readers, processes, fates = {}, [], {}
    for name, source in sources.items():
        readers[name], writer = mp.Pipe(duplex=False)
        processes.append(mp.Process(target=produce, args=(writer, source)))
        processes[-1].start()
        writer.close()
    for name, reader in readers.items():
        fates[name] = "died"
        with reader:
            try:
                while True:
                    kind, item = reader.recv()
                    if kind == "end":
                        fates[name] = "done"
                        break
                    handle(name, item)
            except (EOFError, OSError):
                pass
    for process in processes:
        process.join()
    return fates
