# verdict: deadlock | crashed @ errors_of_the_handler
# The try block is round the whole loop: the first exception ends it.
import multiprocessing as mp


def work(tasks, handle):
    try:
        while (task := tasks.get()) is not None:
            try:
                handle(*task)
            finally:
                tasks.task_done()
    except Exception:
        pass


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
