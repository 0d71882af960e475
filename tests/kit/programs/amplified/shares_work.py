"""Some children share jobs out among them, as each of them comes to it."""

import multiprocessing as mp
import zlib

JOBS = 6


def work(jobs, done):
    for job in iter(jobs.get, None):
        zlib.crc32(bytes([job]))
        done.put(mp.current_process().name)


def run(count):
    jobs, done = mp.Queue(), mp.Queue()
    for job in range(JOBS):
        jobs.put(job)
    for _ in range(count):
        jobs.put(None)
    workers = [mp.Process(target=work, args=(jobs, done)) for _ in range(count)]
    for worker in workers:
        worker.start()
    names = {done.get() for _ in range(JOBS)}
    for worker in workers:
        worker.join()
    return len(names)
