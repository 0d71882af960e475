"""A child's exit code is an answer, and no fault."""

import multiprocessing as mp
import sys

if __name__ == "__main__":
    child = mp.Process(target=sys.exit, args=(7,))
    child.start()
    child.join()
    print(child.exitcode)
