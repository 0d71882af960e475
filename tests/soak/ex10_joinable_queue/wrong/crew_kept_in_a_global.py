# verdict: crashed | leaked @ batch_after_batch
# The processes are collected in a global: a second call tries to start the old ones again.
import multiprocessing as mp

CREW = []


def work(tasks, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    for _ in range(workers):
        CREW.append(mp.Process(target=work, args=(tasks, handle)))
    for process in CREW:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        tasks.join()
    for _ in CREW:
        tasks.put(None)
    for process in CREW:
        process.join()
