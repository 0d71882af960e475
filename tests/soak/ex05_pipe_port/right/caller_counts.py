# right: the caller knows how many items there are, so no end mark is needed at all
import multiprocessing as mp


def _send_items(conn, items):
    for item in items:
        conn.send(item)
    conn.close()


def run(items):
    items = list(items)
    reader, writer = mp.Pipe(duplex=False)
    process = mp.Process(target=_send_items, args=(writer, items))
    process.start()
    writer.close()
    received = []
    try:
        for _ in range(len(items)):
            received.append(reader.recv())
    except (EOFError, OSError):
        pass  # fewer than promised
    reader.close()
    process.join()
    return received, len(received) == len(items)
