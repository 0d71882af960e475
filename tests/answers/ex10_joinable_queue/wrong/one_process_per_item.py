# verdict: wrong @ batch_after_batch
import multiprocessing as mp
from multiprocessing.connection import wait


def attempt(handle, item):
    try:
        handle(item)
    except Exception:
        pass


def run(batches, handle, workers):
    for batch in batches:
        running = {}
        for item in batch:
            if len(running) == workers:
                for sentinel in wait(list(running)):
                    running.pop(sentinel).join()
            process = mp.Process(target=attempt, args=(handle, item))
            process.start()
            running[process.sentinel] = process
        for process in running.values():
            process.join()
