# verdict: wrong | deadlock @ producer_runs_ahead
# The producer waits for an answer to each item: it never runs ahead, whatever maxsize is.
import multiprocessing as mp


def produce(source, conn):
    for item in source:
        conn.send(item)
        conn.recv()  # the consumer says that it is ready for the next
    conn.send(None)


def consume(conn, handle):
    while (item := conn.recv()) is not None:
        handle(item)
        conn.send("next")


def run(source, handle, maxsize):
    if maxsize < 1:
        raise ValueError("maxsize must be at least 1")
    left, right = mp.Pipe()
    producer = mp.Process(target=produce, args=(source, left))
    consumer = mp.Process(target=consume, args=(right, handle))
    producer.start()
    consumer.start()
    left.close()
    right.close()
    producer.join()
    consumer.join()
