"""The child cannot end before somebody has read what it has put.

finds: deadlock
"""

import multiprocessing as mp


def produce(queue):
    queue.put("x" * 300_000)


if __name__ == "__main__":
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue,))
    producer.start()
    producer.join()
    print(len(queue.get()))
