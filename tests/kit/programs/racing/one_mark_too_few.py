"""Three workers wait for the end, and two marks are sent.

finds: deadlock
"""

import multiprocessing as mp


def work(jobs, done):
    while (job := jobs.get()) is not None:
        done.put(job * job)


if __name__ == "__main__":
    jobs, done = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(jobs, done)) for _ in range(3)]
    for worker in crew:
        worker.start()
    for job in range(4):
        jobs.put(job)
    for _ in range(2):
        jobs.put(None)
    print(sum(done.get() for _ in range(4)))
    for worker in crew:
        worker.join()
