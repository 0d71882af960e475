# verdict: crashed @ many_items
import multiprocessing as mp


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(task[0])
        except Exception:
            pass
        finally:
            tasks.task_done()


def load(batches, tasks):
    if not batches:
        return
    first, *rest = batches
    for item in first:
        tasks.put((item,))
    tasks.join()
    load(rest, tasks)


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    load(batches, tasks)
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
