"""Two processes wait for events with a time limit, in a loop; nothing is set before the last round.

methods: fork spawn
"""

import multiprocessing


def work(go):
    while not go.wait(0.05):
        pass


def run():
    go, never = multiprocessing.Event(), multiprocessing.Event()
    worker = multiprocessing.Process(target=work, args=(go,))
    worker.start()
    for _ in range(8):
        never.wait(0.06)
    go.set()
    worker.join()
