"""The caller returns while a thread of it still waits, and joins it when the program ends.

says: main, helper waits for an item, but nobody will ever put another one
methods: fork
also: ■ main: its own code
"""

import multiprocessing
import threading


def help_out(jobs):
    jobs.get()  # ■ main, helper: queue.get()


def run():
    jobs = multiprocessing.Queue()
    threading.Thread(target=help_out, args=(jobs,), name="helper").start()
