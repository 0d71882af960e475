# verdict: deadlock | crashed @ empty_batches
# It waits for a report and then asks whether there are more: an empty batch never sends one.
import multiprocessing as mp


def work(tasks, done, handle):
    while (task := tasks.get()) is not None:
        try:
            handle(*task)
        except Exception:
            pass
        done.put(True)


def run(batches, handle, workers):
    tasks, done = mp.Queue(), mp.Queue()
    crew = [mp.Process(target=work, args=(tasks, done, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        finished = 0
        while True:
            done.get()
            finished += 1
            if finished >= len(batch):
                break
    for _ in crew:
        tasks.put(None)
    for process in crew:
        process.join()
