# Every worker reports each finished item; the caller counts the reports.
import multiprocessing as mp


def work(tasks, done, handle):
    while True:
        kind, item = tasks.get()
        if kind == "stop":
            break
        try:
            handle(item)
        except Exception as error:
            done.put(repr(error))
        else:
            done.put("ok")


def run(batches, handle, workers):
    tasks, done = mp.Queue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(tasks, done, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put(("item", item))
        for _ in batch:
            done.get()
    for _ in range(workers):
        tasks.put(("stop", None))
    for process in crew:
        process.join()
    done.close()
