"""Of two processes one is ended on purpose, and one is waited for that does not come back from C.

step: blocks
verdict: deadlock
says: The grader holds fn until it is ended by force, and that never happens: main waits in
never: died
"""

import multiprocessing as mp
import time


def run(fn):
    first = mp.Process(target=time.sleep, args=(60,))
    first.start()
    first.kill()
    first.join()
    second = mp.Process(target=fn, args=(1,))
    second.start()
    second.join()
