"""A subclass of Process.

methods: fork spawn
"""

import multiprocessing


class Worker(multiprocessing.Process):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def run(self):
        self.queue.put("ran")


def main():
    queue = multiprocessing.Queue()
    worker = Worker(queue)
    worker.start()
    print(queue.get())
    worker.join()


if __name__ == "__main__":
    main()
