# right: a bounded JoinableQueue; the producer also waits until every item is acknowledged
import multiprocessing as mp


def feed(jobs, source):
    for job in source:
        jobs.put(job)
    jobs.join()
    jobs.put(None)


def work(jobs, handle):
    while True:
        job = jobs.get()
        try:
            if job is None:
                return
            handle(job)
        finally:
            jobs.task_done()


def run(source, handle, maxsize):
    if maxsize <= 0:
        raise ValueError("maxsize must be positive")
    jobs = mp.JoinableQueue(maxsize)
    processes = [
        mp.Process(target=work, args=(jobs, handle)),
        mp.Process(target=feed, args=(jobs, source)),
    ]
    for process in processes:
        process.start()
    for process in reversed(processes):
        process.join()
