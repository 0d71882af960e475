"""Three meet at a barrier twice; who leaves with the first round waits for two that are gone.

finds: deadlock
"""

import multiprocessing as mp


def meet(barrier, log, rounds):
    for _ in range(rounds):
        barrier.wait()
        log.put(rounds)


if __name__ == "__main__":
    barrier, log = mp.Barrier(2), mp.SimpleQueue()
    crew = [mp.Process(target=meet, args=(barrier, log, rounds)) for rounds in (2, 1, 2)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
