"""A service says that it is ready before it handles the signal that it will be sent.

finds: output
"""

import multiprocessing as mp
import signal
import sys


def serve(ready):
    ready.set()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(3))
    mp.Event().wait()


if __name__ == "__main__":
    ready = mp.Event()
    service = mp.Process(target=serve, args=(ready,))
    service.start()
    ready.wait()
    service.terminate()
    service.join()
    print(service.exitcode)
