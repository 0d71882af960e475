import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor, wait


def attempt(handle, item):
    try:
        handle(item)
    except Exception as error:
        return repr(error)


def run(batches, handle, workers):
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as executor:
        for batch in batches:
            wait([executor.submit(attempt, handle, item) for item in batch])
