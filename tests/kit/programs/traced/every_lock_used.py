"""Locks, semaphores, a condition, an event and a barrier are used as they should be.

methods: fork spawn
"""

import multiprocessing


def work(lock, again, permits, condition, go, gate, counter):
    go.wait()
    with lock, again, again, permits:
        counter.value += 1
    gate.wait()
    with condition:
        counter.value += 1
        condition.notify_all()


def main():
    lock, again = multiprocessing.Lock(), multiprocessing.RLock()
    permits, condition = multiprocessing.BoundedSemaphore(1), multiprocessing.Condition()
    go, gate = multiprocessing.Event(), multiprocessing.Barrier(2)
    counter = multiprocessing.Value("i", 0)
    things = (lock, again, permits, condition, go, gate, counter)
    workers = [multiprocessing.Process(target=work, args=things) for _ in range(2)]
    for worker in workers:
        worker.start()
    go.set()
    with condition:
        condition.wait_for(lambda: counter.value == 4)
    for worker in workers:
        worker.join()
    print(counter.value)


if __name__ == "__main__":
    main()
