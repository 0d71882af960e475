"""A worker that waits in get() holds the queue's lock, and is ended there.

finds: deadlock
"""

import multiprocessing as mp


def work(jobs, done):
    done.put(jobs.get())


if __name__ == "__main__":
    jobs, done = mp.Queue(), mp.Queue()
    slow = mp.Process(target=work, args=(jobs, done))
    slow.start()
    slow.join(1)
    slow.terminate()
    slow.join()
    other = mp.Process(target=work, args=(jobs, done))
    other.start()
    jobs.put(1)
    print(done.get())
    other.join()
