# verdict: early @ again
# The count of what is finished is a global: a second call finds it high enough, and does not wait.
import multiprocessing as mp

finished = 0


def work(tasks, done, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        done.put(True)


def run(batches, handle, workers):
    global finished
    tasks, done = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(tasks, done, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    wanted = 0
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        wanted += len(batch)
        while finished < wanted:
            done.get()
            finished += 1
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
