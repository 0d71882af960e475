import multiprocessing as mp


def work(tasks, finished, handle):
    while True:
        task = tasks.get()
        if task is None:
            return
        try:
            handle(task[0])
        except Exception:
            pass
        finally:
            finished.release()


def run(batches, handle, workers):
    tasks, finished = mp.SimpleQueue(), mp.Semaphore(0)
    crew = [mp.Process(target=work, args=(tasks, finished, handle), daemon=True) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        for _ in batch:
            finished.acquire()
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
    tasks.close()
