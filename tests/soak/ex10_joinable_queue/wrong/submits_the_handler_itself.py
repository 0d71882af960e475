# verdict: crashed | wrong @ errors_of_the_handler
import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor, wait


def run(batches, handle, workers):
    with ProcessPoolExecutor(workers, mp_context=mp.get_context()) as executor:
        for batch in batches:
            wait([executor.submit(handle, item) for item in batch])
