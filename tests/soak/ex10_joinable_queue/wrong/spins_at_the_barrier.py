# verdict: busy-wait @ batch_after_batch
# It asks again and again whether all is finished.
import multiprocessing as mp
from multiprocessing import Value



def work(tasks, handle):
    while True:
        task = tasks[0].get()
        if task is None:
            return
        try:
            handle(*task)
        except Exception:
            pass
        finally:
            with tasks[1].get_lock():
                tasks[1].value -= 1


def run(batches, handle, workers):
    tasks = (mp.Queue(), Value("i", 0))
    crew = [mp.Process(target=work, args=(tasks, handle)) for _ in range(workers)]
    for process in crew:
        process.start()
    for batch in batches:
        with tasks[1].get_lock():
            tasks[1].value = len(batch)
        for item in batch:
            tasks[0].put((item,))
        while tasks[1].value:
            pass
    for _ in crew:
        tasks[0].put(None)
    for process in crew:
        process.join()
