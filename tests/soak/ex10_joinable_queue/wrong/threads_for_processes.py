# verdict: wrong @ batch_after_batch
# Threads of the caller, no processes.
import multiprocessing as mp  # noqa: F401
from concurrent.futures import ThreadPoolExecutor, wait


def run(batches, handle, workers):
    with ThreadPoolExecutor(workers) as executor:
        for batch in batches:
            wait([executor.submit(handle, item) for item in batch])
