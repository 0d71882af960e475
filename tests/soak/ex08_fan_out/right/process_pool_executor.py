# right: the executor's map has a chunk size of one
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor


def run(tasks, fn, workers):
    with ProcessPoolExecutor(max_workers=workers, mp_context=mp.get_context()) as executor:
        return list(executor.map(fn, tasks))
