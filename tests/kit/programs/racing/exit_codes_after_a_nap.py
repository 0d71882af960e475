"""After a nap all have ended, or so it is hoped.

finds: output
"""

import multiprocessing as mp
import sys
import time

if __name__ == "__main__":
    crew = [mp.Process(target=sys.exit, args=(code,)) for code in (0, 4, 2)]
    for worker in crew:
        worker.start()
    time.sleep(1.5)
    print([worker.exitcode for worker in crew])
    for worker in crew:
        worker.join()
