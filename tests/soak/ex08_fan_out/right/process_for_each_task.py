# right: one short-lived process a task, a new one starts when another has reported
import multiprocessing as mp
from multiprocessing.connection import wait


def once(conn, fn, task):
    conn.send(fn(task))
    conn.close()


def run(tasks, fn, workers):
    results, running = {}, {}
    todo = list(enumerate(tasks))
    while todo or running:
        while todo and len(running) < workers:
            index, task = todo.pop(0)
            reader, writer = mp.Pipe(duplex=False)
            child = mp.Process(target=once, args=(writer, fn, task))
            child.start()
            writer.close()
            running[reader] = index, child
        for reader in wait(list(running)):
            index, child = running.pop(reader)
            results[index] = reader.recv()
            reader.close()
            child.join()
    return [results[index] for index in range(len(tasks))]
