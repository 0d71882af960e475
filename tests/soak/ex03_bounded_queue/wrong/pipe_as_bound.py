# verdict: wrong @ backlog
# A bare Pipe is taken for bounded, but its bound is a number of bytes that maxsize can't set.
import multiprocessing as mp


def produce(source, conn):
    for item in source:
        conn.send(item)
    conn.send(None)
    conn.close()


def consume(conn, handle):
    while True:
        item = conn.recv()
        if item is None:
            break
        handle(item)
    conn.close()


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    receiving, sending = mp.Pipe(duplex=False)
    producer = mp.Process(target=produce, args=(source, sending))
    consumer = mp.Process(target=consume, args=(receiving, handle))
    producer.start()
    consumer.start()
    receiving.close()
    sending.close()
    producer.join()
    consumer.join()
