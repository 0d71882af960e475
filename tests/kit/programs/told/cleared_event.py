"""An event was set, and is cleared before the next wait.

verdict: deadlock
says: nobody has set the event since it began to wait
never: nobody has set the event.
"""

import multiprocessing as mp


def run():
    event = mp.Event()
    event.set()
    event.wait()
    event.clear()
    event.wait()
