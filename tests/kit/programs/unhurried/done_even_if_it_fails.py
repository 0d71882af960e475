"""A job that cannot be done is done with, too, and so the queue can be joined."""

import multiprocessing as mp


def work(jobs, found):
    while True:
        job = jobs.get()
        try:
            if job is None:
                return
            found.put(60 // job)
        except ZeroDivisionError:
            found.put(-1)
        finally:
            jobs.task_done()


if __name__ == "__main__":
    jobs, found = mp.JoinableQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(jobs, found)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for job in (4, 0, 5, 0, None, None):
        jobs.put(job)
    jobs.join()
    print(sorted(found.get() for _ in range(4)))
    for worker in crew:
        worker.join()
