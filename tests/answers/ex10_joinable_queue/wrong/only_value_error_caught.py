# verdict: wrong | crashed | early @ errors_of_the_handler
from concurrent.futures import ProcessPoolExecutor, wait


def attempt(handle, item):
    try:
        handle(item)
    except (ValueError, LookupError, OSError):
        pass


def run(batches, handle, workers):
    with ProcessPoolExecutor(workers) as pool:
        for batch in batches:
            futures = [pool.submit(attempt, handle, item) for item in batch]
            wait(futures)
            for future in futures:
                future.result()
