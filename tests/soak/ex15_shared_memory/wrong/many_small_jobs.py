# verdict: wrong @ nothing_is_sent
# A message for every 128 squares: from some 300,000 squares on they are more than 64 KiB.
import hashlib
import multiprocessing as mp
import os


def square(block, jobs):
    while job := jobs.get():
        for i in range(*job):
            block[i] = i * i


def squares(n, workers):
    if n == 0:
        return hashlib.sha256(b"").hexdigest()
    block = mp.RawArray("q", n)
    inboxes = [mp.Queue() for _ in range(workers)]
    crew = [mp.Process(target=square, args=(block, inbox)) for inbox in inboxes]
    for worker in crew:
        worker.start()
    size = min(128, -(-n // workers))
    for number, first in enumerate(range(0, n, size)):
        inboxes[number % workers].put((first, min(first + size, n)))
    for inbox in inboxes:
        inbox.put(())
    for worker in crew:
        worker.join()
    for inbox in inboxes:
        inbox.close()
        inbox.join_thread()
    return hashlib.sha256(block).hexdigest()


def run_all(target, jobs):
    crew = [mp.Process(target=target, args=job) for job in jobs]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()


def count(path, value, counts, k, first, last):
    found = 0
    with open(path, "rb", buffering=0) as file:
        file.seek(first)
        while first < last and (data := file.read(min(last - first, 1 << 16))):
            first += len(data)
            found += data.count(value)
    counts[k] = found


def count_byte(path, value, workers):
    size = os.path.getsize(path)
    counts = mp.RawArray("q", workers)
    bounds = [size * k // workers for k in range(workers + 1)]
    run_all(count, [(path, value, counts, k, *bounds[k : k + 2]) for k in range(workers)])
    return sum(counts)
