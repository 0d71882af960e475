# verdict: wrong | forbidden
# The caller does the work, after starting two processes that do nothing.
import multiprocessing as mp


def produce():
    pass


def consume():
    pass


def run(items, handle):
    decoys = [mp.Process(target=produce), mp.Process(target=consume)]
    for process in decoys:
        process.start()
    for item in items:
        handle(item)
    for process in decoys:
        process.join()
