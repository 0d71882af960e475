# verdict: leaked | deadlock @ batch_after_batch
# The queue is kept for the next call, with end marks that were never marked as done.
import multiprocessing as mp

_queues = []


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    if not _queues:
        _queues.append(mp.JoinableQueue())
    tasks = _queues[0]
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
