import multiprocessing as mp
from collections import deque
from multiprocessing.connection import wait


def work(conn, handle):
    while True:
        message = conn.recv()
        if message is None:
            conn.close()
            return
        try:
            handle(message[0])
        except Exception:
            pass
        conn.send("done")


def run(batches, handle, workers):
    crew = []
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(theirs, handle))
        process.start()
        theirs.close()
        crew.append((process, mine))
    idle = [conn for _, conn in crew]
    for batch in batches:
        todo, busy = deque(batch), set()
        while todo or busy:
            while todo and idle:
                conn = idle.pop()
                conn.send((todo.popleft(),))
                busy.add(conn)
            for conn in wait(list(busy)):
                conn.recv()
                busy.remove(conn)
                idle.append(conn)
    for process, conn in crew:
        conn.send(None)
        process.join()
        conn.close()
