# verdict: crashed @ no_batches
# It treats the last batch apart from the others, and so needs one.
import multiprocessing as mp


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    *others, last = batches
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in others:
        for item in batch:
            tasks.put((item,))
        tasks.join()
    for item in last:
        tasks.put((item,))
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
