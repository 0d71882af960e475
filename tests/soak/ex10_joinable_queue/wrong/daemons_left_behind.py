# verdict: leaked | early @ batch_after_batch
# The workers are daemons that nobody stops.
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
    crew = [mp.Process(target=work, args=(tasks, handle), daemon=True) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        tasks.join()
    return None
