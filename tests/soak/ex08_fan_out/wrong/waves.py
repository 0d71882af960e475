# verdict: deadlock @ a_long_task_holds_up_no_other
# Hands out the next tasks when all of the last ones are done.
import multiprocessing as mp


def work(conn, fn):
    while (job := conn.recv()) is not None:
        conn.send((fn(*job),))


def run(tasks, fn, workers):
    crew = []
    for _ in range(min(workers, len(tasks))):
        conn, theirs = mp.Pipe()
        process = mp.Process(target=work, args=(theirs, fn))
        process.start()
        theirs.close()
        crew.append((process, conn))
    results = []
    for start in range(0, len(tasks), workers):
        wave = tasks[start : start + workers]
        for (_, conn), task in zip(crew, wave):
            conn.send((task,))
        for (_, conn), _ in zip(crew, wave):
            results.extend(conn.recv())
    for process, conn in crew:
        conn.send(None)
        process.join()
        conn.close()
    return results
