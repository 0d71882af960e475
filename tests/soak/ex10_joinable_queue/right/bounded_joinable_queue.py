import logging
import multiprocessing as mp


def work(tasks, handle):
    while True:
        is_item, item = tasks.get()
        if is_item:
            try:
                handle(item)
            except Exception:
                logging.exception("an item failed")
        tasks.task_done()
        if not is_item:
            break


def run(batches, handle, workers):
    tasks = mp.JoinableQueue(maxsize=2 * workers)
    crew = [mp.Process(target=work, args=(tasks, handle), name=f"w{n}") for n in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((True, item))
        tasks.join()
    for _ in crew:
        tasks.put((False, None))
    for process in crew:
        process.join()
    tasks.close()
    tasks.join_thread()
