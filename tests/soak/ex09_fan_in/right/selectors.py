import multiprocessing as mp
import pickle
import selectors


def send_all(conn, source):
    for item in source:
        conn.send_bytes(b"i" + pickle.dumps(item))
    conn.send_bytes(b"e")
    conn.close()


def run(sources, handle):
    fates, children = {}, []
    with selectors.DefaultSelector() as selector:
        for name, source in sources.items():
            reader, writer = mp.Pipe(duplex=False)
            child = mp.Process(target=send_all, args=(writer, source))
            child.start()
            writer.close()
            children.append(child)
            selector.register(reader, selectors.EVENT_READ, name)
        while selector.get_map():
            for key, _ in selector.select():
                try:
                    data = key.fileobj.recv_bytes()
                except (EOFError, OSError):
                    data = b"d"
                if data[:1] == b"i":
                    handle(key.data, pickle.loads(data[1:]))
                else:
                    fates[key.data] = "done" if data == b"e" else "died"
                    selector.unregister(key.fileobj)
                    key.fileobj.close()
    for child in children:
        child.join()
    return fates
