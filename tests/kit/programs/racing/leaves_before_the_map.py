"""The pool is left after two seconds, and nobody is there to bring what is asked for then.

finds: deadlock
"""

import multiprocessing as mp


def cube(number):
    return number**3


if __name__ == "__main__":
    with mp.Pool(2) as pool:
        cubes = pool.map_async(cube, range(4), chunksize=1)
        cubes.wait(timeout=2)
    print(cubes.get())
