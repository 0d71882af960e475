"""A joinable queue is worked off.

methods: fork forkserver
"""

import multiprocessing


def work(tasks):
    for _ in iter(tasks.get, None):
        tasks.task_done()


def main():
    tasks = multiprocessing.JoinableQueue()
    worker = multiprocessing.Process(target=work, args=(tasks,))
    worker.start()
    for task in range(50):
        tasks.put(task)
    tasks.join()
    tasks.put(None)
    worker.join()


if __name__ == "__main__":
    main()
