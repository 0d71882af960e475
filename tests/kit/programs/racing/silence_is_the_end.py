"""Who has heard nothing for half a second takes that for the end.

finds: output
"""

import multiprocessing as mp
import queue


def produce(jobs):
    for job in range(3):
        jobs.put(job)


if __name__ == "__main__":
    jobs = mp.Queue()
    producer = mp.Process(target=produce, args=(jobs,))
    producer.start()
    total = 0
    while True:
        try:
            total += jobs.get(timeout=0.5)
        except queue.Empty:
            break
    producer.join()
    print(total)
