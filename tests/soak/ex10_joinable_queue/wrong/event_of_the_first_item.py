# verdict: early | wrong @ batch_after_batch
# The batch is taken for finished when its first item is.
import multiprocessing as mp
from multiprocessing import Event



def work(tasks, handle):
    while True:
        task = tasks[0].get()
        if task is None:
            return
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            tasks[1].set()


def run(batches, handle, workers):
    tasks = (mp.Queue(), Event())
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks[0].put((item,))
        tasks[1].wait()
        tasks[1].clear()
    for _ in crew:
        tasks[0].put(None)
    for process in crew:
        process.join()
