# verdict: leaked @ batch_after_batch
# The queue is a global: its feeder lives on, and under spawn every child makes a queue of its own.
import multiprocessing as mp

TASKS = mp.JoinableQueue()


def work(handle):
    while (task := TASKS.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            TASKS.task_done()


def run(batches, handle, workers):
    crew = [mp.Process(target=work, args=(handle,)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            TASKS.put((item,))
        TASKS.join()
    for _ in crew:
        TASKS.put(None)
    for process in crew:
        process.join()
