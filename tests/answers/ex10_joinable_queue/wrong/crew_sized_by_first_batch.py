# verdict: deadlock @ all_workers_at_once
import multiprocessing as mp


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(task[0])
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    if not any(batches):
        return
    tasks = mp.JoinableQueue()
    crew = []
    for batch in batches:
        if not crew:
            for _ in range(min(workers, len(batch))):
                crew.append(mp.Process(target=work, args=(tasks, handle)))
                crew[-1].start()
        for item in batch:
            tasks.put((item,))
        tasks.join()
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
    tasks.close()
    tasks.join_thread()
