# right: a Pipe per worker, connection.wait tells who is free, closing the pipe sends it home
import multiprocessing as mp
from multiprocessing.connection import wait


def serve(conn, others, fn):
    for other in others:  # inherited under fork: they would keep the siblings' pipes open
        other.close()
    with conn:
        while True:
            try:
                task = conn.recv()
            except EOFError:
                return
            conn.send(fn(task))


def run(tasks, fn, workers):
    results = [None] * len(tasks)
    todo = list(enumerate(tasks))
    todo.reverse()
    procs, conns, doing = [], [], {}
    for _ in range(min(workers, len(tasks))):
        mine, theirs = mp.Pipe()
        conns.append(mine)
        p = mp.Process(target=serve, args=(theirs, list(conns), fn))
        p.start()
        theirs.close()
        procs.append(p)
        doing[mine], task = todo.pop()
        mine.send(task)
    while doing:
        for conn in wait(list(doing)):
            results[doing.pop(conn)] = conn.recv()
            if todo:
                doing[conn], task = todo.pop()
                conn.send(task)
    for conn in conns:
        conn.close()
    for p in procs:
        p.join()
    return results
