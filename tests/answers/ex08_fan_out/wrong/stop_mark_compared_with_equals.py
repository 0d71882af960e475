# verdict: deadlock | early | wrong @ tasks_that_equal_everything
# Compares each task with the stop mark by ==, so a task that equals everything sends a worker home.
import multiprocessing as mp

STOP = "__stop__"


def serve(conn, fn):
    while True:
        task = conn.recv()
        if task == STOP:
            break
        conn.send(fn(task))
    conn.close()


def run(tasks, fn, workers):
    from multiprocessing.connection import wait

    todo = list(enumerate(tasks))[::-1]
    out = [None] * len(tasks)
    busy, crew = {}, []
    for _ in range(workers):
        mine, theirs = mp.Pipe()
        p = mp.Process(target=serve, args=(theirs, fn))
        p.start()
        theirs.close()
        crew.append((mine, p))
        if todo:
            busy[mine], task = todo.pop()
            mine.send(task)
    while busy:
        for conn in wait(list(busy)):
            index = busy.pop(conn)
            try:
                out[index] = conn.recv()
            except EOFError:
                continue
            if todo:
                busy[conn], task = todo.pop()
                conn.send(task)
    for conn, p in crew:
        try:
            conn.send(STOP)
        except BrokenPipeError:
            pass
        p.join()
        conn.close()
    return out
