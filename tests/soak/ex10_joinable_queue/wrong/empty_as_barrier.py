# verdict: early @ batch_after_batch
# An empty queue says that all items are taken, at best, and not that they are finished.
import multiprocessing as mp
import time


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task is None:
            return
        try:
            handle(*task)
        except Exception:
            pass


def run(batches, handle, workers):
    tasks = mp.Queue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        while not tasks.empty():
            time.sleep(0.01)
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
