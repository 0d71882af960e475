"""Threads feed a process.

methods: spawn
"""

import multiprocessing
import threading


def work(queue):
    print(sum(queue.get() for _ in range(20)))


def main():
    queue = multiprocessing.SimpleQueue()
    worker = multiprocessing.Process(target=work, args=(queue,))
    worker.start()
    threads = [threading.Thread(target=lambda: [queue.put(n) for n in range(10)]) for _ in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    worker.join()


if __name__ == "__main__":
    main()
