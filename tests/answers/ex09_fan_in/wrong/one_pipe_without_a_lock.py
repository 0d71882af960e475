# verdict: crashed | wrong | deadlock | timeout @ big_items
# All sources write to one pipe without a lock: the parts of big messages are mixed.
import multiprocessing as mp


def produce(conn, name, source):
    for item in source:
        conn.send((name, "item", item))
    conn.send((name, "done", None))
    conn.close()


def run(sources, handle):
    reader, writer = mp.Pipe(duplex=False)
    processes = [
        mp.Process(target=produce, args=(writer, name, source)) for name, source in sources.items()
    ]
    for p in processes:
        p.start()
    writer.close()
    fates = dict.fromkeys(sources, "died")
    try:
        while True:
            name, kind, item = reader.recv()
            if kind == "done":
                fates[name] = "done"
            else:
                handle(name, item)
    except EOFError:
        pass
    reader.close()
    for p in processes:
        p.join()
    return fates
