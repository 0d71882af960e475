import multiprocessing as mp
from contextlib import suppress


def work(tasks: mp.JoinableQueue, handle) -> None:
    while True:
        match tasks.get():
            case ("end",):
                tasks.put(("end",))
                tasks.task_done()
                break
            case ("item", item):
                with suppress(Exception):
                    handle(item)
                tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        for item in batch:
            tasks.put(("item", item))
        tasks.join()
    tasks.put(("end",))
    for process in crew:
        process.join()
