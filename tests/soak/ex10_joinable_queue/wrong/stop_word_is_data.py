# verdict: deadlock @ falsy_items
# The end mark is a word that can be data.
import multiprocessing as mp


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task == "STOP":
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
        tasks.put("STOP")
    for process in crew:
        process.join()
