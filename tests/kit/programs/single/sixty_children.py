"""Sixty children are alive at once, meet, and end."""

import multiprocessing


def meet(barrier):
    barrier.wait()


def run():
    barrier = multiprocessing.Barrier(61)
    children = [multiprocessing.Process(target=meet, args=(barrier,)) for _ in range(60)]
    for child in children:
        child.start()
    barrier.wait()
    for child in children:
        child.join()
