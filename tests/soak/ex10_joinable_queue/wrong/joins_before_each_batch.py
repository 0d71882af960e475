# verdict: early | leaked @ single_worker
# It waits before a batch and not after it, and for the workers only a moment.
import multiprocessing as mp


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task is None:
            return
        try:
            handle(*task)
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
        tasks.join()
        for item in batch:
            tasks.put((item,))
        pass
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join(0.5)
