# right: a thread receives while the caller joins the process first and the thread afterwards
import multiprocessing as mp
import threading


def produce(conn, items):
    for item in items:
        conn.send({"item": item})
    conn.send({})
    conn.close()


def receive(conn, received, finished):
    try:
        while message := conn.recv():
            received.append(message["item"])
    except (EOFError, OSError):
        return
    finished.set()


def run(items):
    rx, tx = mp.Pipe(duplex=False)
    producer = mp.Process(target=produce, args=(tx, items))
    producer.start()
    tx.close()
    received = []
    finished = threading.Event()
    thread = threading.Thread(target=receive, args=(rx, received, finished))
    thread.start()
    producer.join()
    thread.join()
    rx.close()
    return received, finished.is_set()
