"""A withdrawal that comes before its deposit makes a worker leave, and its job is never done.

finds: deadlock
"""

import multiprocessing as mp


def work(jobs, balance):
    for amount in iter(jobs.get, None):
        with balance.get_lock():
            if balance.value + amount < 0:
                return
            balance.value += amount
        jobs.task_done()


if __name__ == "__main__":
    jobs, balance = mp.JoinableQueue(), mp.Value("i", 0)
    clerk, helper = (mp.Process(target=work, args=(jobs, balance)) for _ in range(2))
    clerk.start()
    for amount in (50, -30, -20, 10):
        jobs.put(amount)
    helper.start()
    jobs.join()
    jobs.put(None)
    jobs.put(None)
    clerk.join()
    helper.join()
    print(balance.value)
