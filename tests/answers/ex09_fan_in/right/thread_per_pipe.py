import multiprocessing as mp
import queue
import threading


def produce(conn, source):
    for item in source:
        conn.send([item])
    conn.send([])
    conn.close()


def pump(name, conn, inbox):
    fate = "died"
    with conn:
        try:
            while message := conn.recv():
                inbox.put((name, message, None))
            fate = "done"
        except (EOFError, OSError):
            pass
    inbox.put((name, None, fate))


def run(sources, handle):
    inbox = queue.SimpleQueue()
    processes, threads = [], []
    for name, source in sources.items():
        here, there = mp.Pipe(False)
        p = mp.Process(target=produce, args=(there, source))
        p.start()
        there.close()
        processes.append(p)
        threads.append(threading.Thread(target=pump, args=(name, here, inbox)))
    for t in threads:
        t.start()
    result = {}
    while len(result) < len(sources):
        name, message, fate = inbox.get()
        if fate:
            result[name] = fate
        else:
            handle(name, message[0])
    for worker in processes + threads:
        worker.join()
    return result
