# verdict: deadlock @ all_workers_at_once
# A worker that finds nothing for a while goes home.
import multiprocessing as mp
from queue import Empty


def work(tasks, handle):
    while True:
        try:
            item = tasks.get(timeout=0.5)
        except Empty:
            return
        try:
            handle(item)
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put(item)
        tasks.join()
    for process in crew:
        process.join()
