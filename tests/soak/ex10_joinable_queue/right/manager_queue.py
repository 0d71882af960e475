import multiprocessing as mp


def work(tasks, handle):
    while True:
        task = tasks.get()
        if task is None:
            tasks.task_done()
            return
        try:
            handle(task[0])
        except Exception:
            pass
        tasks.task_done()


def run(batches, handle, workers):
    with mp.Manager() as manager:
        tasks = manager.JoinableQueue()
        crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
        for process in crew:
            process.start()
        for batch in batches:
            for item in batch:
                tasks.put([item])
            tasks.join()
        for _ in crew:
            tasks.put(None)
        for process in crew:
            process.join()
