# verdict: deadlock @ errors_of_the_handler
# The item is marked as done, but its worker stops: later batches have nobody.
import multiprocessing as mp


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task is None:
            return
        try:
            handle(*task)
        except Exception:
            return
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        tasks.join()
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
