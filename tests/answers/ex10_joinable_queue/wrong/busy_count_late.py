# verdict: early @ late_items
# A worker looks idle between taking an item and counting itself as busy.
import multiprocessing as mp
import time


def work(tasks, busy, handle):
    while True:
        box = tasks.get()
        if not box:
            return
        with busy.get_lock():
            busy.value += 1
        try:
            handle(box[0])
        except Exception:
            pass
        with busy.get_lock():
            busy.value -= 1


def run(batches, handle, workers):
    tasks = mp.SimpleQueue()
    busy = mp.Value("i", 0)
    crew = [mp.Process(target=work, args=(tasks, busy, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        while not tasks.empty() or busy.value:
            time.sleep(0.025)
    for _ in crew:
        tasks.put(())
    for worker in crew:
        worker.join()
