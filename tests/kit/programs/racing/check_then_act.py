"""Two workers look whether there is a job, and then take it: the last one is seen by both.

finds: deadlock
"""

import multiprocessing as mp


def work(jobs):
    while not jobs.empty():
        jobs.get()


if __name__ == "__main__":
    jobs = mp.SimpleQueue()
    for job in range(3):
        jobs.put(job)
    crew = [mp.Process(target=work, args=(jobs,)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
