"""Who hears nothing for a while asks whether that is all, and else goes on listening."""

import multiprocessing as mp
import queue


def work(jobs, done, stop):
    while not stop.is_set():
        try:
            job = jobs.get(timeout=0.5)
        except queue.Empty:
            continue
        done.put(job * job)


if __name__ == "__main__":
    jobs, done, stop = mp.Queue(), mp.Queue(), mp.Event()
    crew = [mp.Process(target=work, args=(jobs, done, stop)) for _ in range(2)]
    for worker in crew:
        worker.start()
    for job in range(4):
        jobs.put(job)
    print(sorted(done.get() for _ in range(4)))
    stop.set()
    for worker in crew:
        worker.join()
