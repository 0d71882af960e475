# verdict: wrong @ errors_of_the_handler
# An item whose handling raised an OSError is handled once more.
import multiprocessing as mp


def work(tasks, handle):
    for box in iter(tasks.get, ()):
        item, retries = box
        try:
            handle(item)
        except OSError:
            if retries:
                tasks.put((item, retries - 1))
        except Exception:
            pass
        tasks.task_done()


def run(batches, handle, workers):
    tasks = mp.JoinableQueue()
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for item in batch:
            tasks.put((item, 1))
        tasks.join()
    for _ in crew:
        tasks.put(())
    for worker in crew:
        worker.join()
