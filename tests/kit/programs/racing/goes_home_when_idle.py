"""A worker without a job for a second goes home; if all do, the jobs are nobody's.

finds: deadlock
"""

import multiprocessing as mp
import queue


def work(jobs, done):
    while True:
        try:
            job = jobs.get(timeout=1)
        except queue.Empty:
            return
        done.put(job + 100)


if __name__ == "__main__":
    jobs, done = mp.Queue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(jobs, done)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for job in range(3):
        jobs.put(job)
    print(sorted(done.get() for _ in range(3)))
    for worker in crew:
        worker.join()
