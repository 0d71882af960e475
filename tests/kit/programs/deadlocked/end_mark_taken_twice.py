"""A worker takes its sibling's end mark as well before it stops.

says: greedy took more than one end mark before it stopped, and modest on the same queue got none
methods: fork spawn
"""

import multiprocessing


def take_two(tasks):
    while tasks.get() is not None:
        pass
    tasks.get()


def take_one(tasks):
    while tasks.get() is not None:  # ■ modest: queue.get()
        pass


def run():
    tasks = multiprocessing.Queue()
    greedy = multiprocessing.Process(target=take_two, args=(tasks,), name="greedy")
    greedy.start()
    for task in (1, None, None):
        tasks.put(task)
    greedy.join()
    modest = multiprocessing.Process(target=take_one, args=(tasks,), name="modest")
    modest.start()
    modest.join()  # ■ main: process.join()
