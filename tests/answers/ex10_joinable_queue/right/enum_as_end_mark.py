import enum
import multiprocessing as mp


class Mark(enum.Enum):
    END = enum.auto()


def work(tasks, handle):
    while True:
        item = tasks.get()
        try:
            if item is Mark.END:
                return
            handle(item)
        except Exception:
            pass
        finally:
            tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for p in crew:
        p.start()
    for batch in batches:
        for item in batch:
            tasks.put(item)
        tasks.join()
    for _ in crew:
        tasks.put(Mark.END)
    tasks.join()
    for p in crew:
        p.join()
