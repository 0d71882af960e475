"""Each batch has workers of its own: joining them is the barrier."""

import multiprocessing as mp


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(task[0])
        except Exception:
            pass


def run(batches, handle, workers):
    for batch in batches:
        if not batch:
            continue
        tasks = mp.Queue()
        for item in batch:
            tasks.put((item,))
        for _ in range(workers):
            tasks.put(None)
        crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
        for process in crew:
            process.start()
        for process in crew:
            process.join()
        tasks.close()
        tasks.join_thread()
