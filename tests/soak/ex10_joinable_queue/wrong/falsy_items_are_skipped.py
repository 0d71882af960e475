# verdict: wrong | early @ falsy_items
# Falsy items are marked as done without being handled.
import multiprocessing as mp


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task == "no more items":
            return
        try:
            if task:
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
        tasks.put("no more items")
    for process in crew:
        process.join()
