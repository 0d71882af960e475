"""A worker takes a job that needs what another worker is about to do, and dies of it.

finds: raise
"""

import multiprocessing as mp

JOBS = [("set", 0, 2), ("set", 1, 5), ("divide", 0, 8), ("divide", 1, 15)]


def work(jobs, scales, found):
    for kind, place, number in iter(jobs.get, None):
        if kind == "set":
            scales[place] = number
        else:
            found.put(number // scales[place])


if __name__ == "__main__":
    jobs, found, scales = mp.Queue(), mp.SimpleQueue(), mp.Array("i", 2)
    clerk, helper = (mp.Process(target=work, args=(jobs, scales, found)) for _ in range(2))
    clerk.start()
    for job in [*JOBS, None, None]:
        jobs.put(job)
    helper.start()
    clerk.join()
    helper.join()
    total = 0
    while not found.empty():
        total += found.get()
    print(total)
