# right: JoinableQueue to know when all is done, results in a managed list, bounded task queue
import multiprocessing as mp


def loop(jobs, board, fn):
    while True:
        job = jobs.get()
        try:
            if job is None:
                return
            i, task = job
            board[i] = (fn(task),)
        finally:
            jobs.task_done()


def run(tasks, fn, workers):
    jobs = mp.JoinableQueue(2 * workers)
    with mp.Manager() as manager:
        board = manager.list([None] * len(tasks))
        crew = [mp.Process(target=loop, args=(jobs, board, fn)) for _ in range(workers)]
        for p in crew:
            p.start()
        for job in enumerate(tasks):
            jobs.put(job)
        jobs.join()
        for _ in crew:
            jobs.put(None)
        for p in crew:
            p.join()
        return [box[0] for box in board]
