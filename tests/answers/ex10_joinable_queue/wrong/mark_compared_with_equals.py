# verdict: deadlock @ items_that_equal_everything
# The end mark is compared with ==, so an item that equals everything ends a worker.
import multiprocessing as mp
from enum import Enum


class Mark(Enum):
    END = 1


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task == Mark.END:
            return
        try:
            handle(task)
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
    for _ in crew:
        tasks.put(Mark.END)
    for process in crew:
        process.join()
