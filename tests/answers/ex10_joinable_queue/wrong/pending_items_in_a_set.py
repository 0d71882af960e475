# verdict: deadlock | wrong | crashed @ falsy_items
import multiprocessing as mp


def work(tasks, done, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(task[0])
        except Exception:
            pass
        done.put(task)


def run(batches, handle, workers):
    tasks, done = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(tasks, done, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        pending = {(item,) for item in batch}
        for task in pending:
            tasks.put(task)
        while pending:
            pending.discard(done.get())
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
    for queue in (tasks, done):
        queue.close()
        queue.join_thread()
