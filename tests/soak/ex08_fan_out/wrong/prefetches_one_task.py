# verdict: deadlock @ a_long_task_holds_up_no_other
# Gives each worker its next task before it is free.
import multiprocessing as mp
from collections import deque
from multiprocessing.connection import wait


def work(conn, fn):
    while (job := conn.recv()) is not None:
        index, task = job
        conn.send((index, fn(task)))


def run(tasks, fn, workers):
    jobs = deque(enumerate(tasks))
    crew = {}
    for _ in range(min(workers, len(tasks))):
        conn, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(theirs, fn))
        process.start()
        theirs.close()
        crew[conn] = process
    for _ in range(2):
        for conn in crew:
            if jobs:
                conn.send(jobs.popleft())
    results = {}
    while len(results) < len(tasks):
        for conn in wait(list(crew)):
            index, result = conn.recv()
            results[index] = result
            if jobs:
                conn.send(jobs.popleft())
    for conn, process in crew.items():
        conn.send(None)
        process.join()
        conn.close()
    return [results[index] for index in range(len(tasks))]
