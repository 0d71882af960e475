# verdict: deadlock @ many_items
import multiprocessing as mp


def work(tasks, replies, handle):
    while (task := tasks.get()) is not None:
        number, item = task
        try:
            handle(item)
        except Exception:
            pass
        replies.put(("done", number))


def run(batches, handle, workers):
    tasks, replies = mp.SimpleQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(tasks, replies, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for task in enumerate(batch):
            tasks.put(task)
        for _ in batch:
            replies.get()
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
    tasks.close()
    replies.close()
