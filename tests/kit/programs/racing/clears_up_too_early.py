"""When all results are in, main empties the queue: it may take a mark that a worker waits for.

finds: deadlock
"""

import multiprocessing as mp
import time


def work(jobs, done, ready):
    ready.wait()
    for job in iter(jobs.get, None):
        done.put(job * job)


if __name__ == "__main__":
    jobs, done, ready = mp.SimpleQueue(), mp.Queue(), mp.Barrier(3)
    crew = [mp.Process(target=work, args=(jobs, done, ready)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for job in range(4):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)
    ready.wait()
    print(sum(done.get() for _ in range(4)))
    time.sleep(0.2)
    while not jobs.empty():
        jobs.get()
    for worker in crew:
        worker.join()
