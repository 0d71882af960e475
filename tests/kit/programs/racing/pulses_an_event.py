"""The event is set and cleared at once: a runner that is slow to wait never sees it.

finds: deadlock
"""

import multiprocessing as mp
import time


def run(ready, go, finished):
    ready.release()
    go.wait()
    finished.release()


if __name__ == "__main__":
    ready, go, finished = mp.Semaphore(0), mp.Event(), mp.Semaphore(0)
    runners = [mp.Process(target=run, args=(ready, go, finished)) for _ in range(2)]
    for runner in runners:
        runner.start()
    for _ in runners:
        ready.acquire()
    time.sleep(0.5)
    go.set()
    go.clear()
    for _ in runners:
        finished.acquire()
    print("all have run")
    for runner in runners:
        runner.join()
