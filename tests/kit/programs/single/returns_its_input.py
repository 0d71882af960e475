"""A child hands the input back to the caller, which returns it."""

import multiprocessing


def run(value):
    results = multiprocessing.SimpleQueue()
    child = multiprocessing.Process(target=results.put, args=(value,))
    child.start()
    found = results.get()
    child.join()
    results.close()
    return found
