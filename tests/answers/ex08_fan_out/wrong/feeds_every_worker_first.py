# verdict: crashed @ more_workers_than_tasks
# Gives every worker a first task without asking whether there are so many.
import multiprocessing as mp
from multiprocessing.connection import wait


def serve(conn, fn):
    while True:
        message = conn.recv()
        if message is None:
            return
        conn.send((message[0], fn(message[1])))


def run(tasks, fn, workers):
    if not tasks:
        return []
    rest = iter(enumerate(tasks))
    results, crew = {}, {}
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        crew[mine] = mp.Process(target=serve, args=(theirs, fn))
        crew[mine].start()
        theirs.close()
        mine.send(next(rest))
    while len(results) < len(tasks):
        for conn in wait(list(crew)):
            index, value = conn.recv()
            results[index] = value
            job = next(rest, None)
            conn.send(job)
            if job is None:
                crew.pop(conn).join()
                conn.close()
    return [results[i] for i in range(len(tasks))]
