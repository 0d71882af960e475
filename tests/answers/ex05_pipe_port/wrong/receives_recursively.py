# verdict: crashed @ many_items
# Each item is received one call deeper: elegant for ten items, a RecursionError for 50,000.
import multiprocessing as mp

END = ("end",)


def send(conn, items):
    for item in items:
        conn.send(("item", item))
    conn.send(END)
    conn.close()


def receive(conn):
    try:
        message = conn.recv()
    except EOFError:
        return [], False
    if len(message) == 1:
        return [], True
    rest, clean = receive(conn)
    return [message[1], *rest], clean


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    process = mp.Process(target=send, args=(writer, items), daemon=True)
    process.start()
    writer.close()
    with reader:
        result = receive(reader)
    process.join()
    return result
