"""Three workers, a mark for each, and results in any order."""

import multiprocessing as mp


def work(jobs, done):
    while (job := jobs.get()) is not None:
        done.put(job * job)


if __name__ == "__main__":
    jobs, done = mp.Queue(2), mp.Queue()
    crew = [mp.Process(target=work, args=(jobs, done)) for _ in range(3)]
    for worker in crew:
        worker.start()
    for job in range(5):
        jobs.put(job)
    for _ in crew:
        jobs.put(None)
    print(sum(done.get() for _ in range(5)))
    for worker in crew:
        worker.join()
