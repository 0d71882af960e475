# verdict: wrong @ single_worker
# A process for each item: more at a time than there should be workers.
import multiprocessing as mp


def attempt(handle, item):
    try:
        handle(item)
    except Exception:
        pass


def run(batches, handle, workers):
    for batch in batches:
        processes = [mp.Process(target=attempt, args=(handle, item)) for item in batch]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
