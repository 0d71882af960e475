# verdict: crashed @ no_items
# The first recv stands outside the try block: with no items at all it meets the end of the pipe.
import multiprocessing as mp

DONE = "done"


def sender(conn, items):
    for item in items:
        conn.send([item])
    if items:
        conn.send(DONE)
    conn.close()


def run(items):
    reader, writer = mp.Pipe(duplex=False)
    process = mp.Process(target=sender, args=(writer, items))
    process.start()
    writer.close()
    received = []
    message = reader.recv()
    while message != DONE:
        received.append(message[0])
        try:
            message = reader.recv()
        except EOFError:
            break
    reader.close()
    process.join()
    return received, message == DONE
