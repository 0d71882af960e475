"""An executor does it all."""

import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def run(tasks, fn, workers):
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as executor:
        return list(executor.map(fn, tasks))
