"""The worker who finishes the last open item wakes the caller by a Condition."""

import multiprocessing as mp


def loader(tasks, open_items, changed, handle):
    while True:
        more, item = tasks.get()
        if not more:
            break
        try:
            handle(item)
        except Exception:
            pass
        with changed:
            open_items.value -= 1
            if open_items.value == 0:
                changed.notify_all()


def run(batches, handle, workers):
    tasks = mp.Queue()
    changed = mp.Condition()
    open_items = mp.Value("q", 0, lock=False)
    crew = []
    for _ in range(workers):
        crew.append(mp.Process(target=loader, args=(tasks, open_items, changed, handle)))
        crew[-1].start()
    for batch in batches:
        with changed:
            open_items.value = len(batch)
            for item in batch:
                tasks.put((True, item))
            changed.wait_for(lambda: open_items.value == 0)
    for _ in crew:
        tasks.put((False, None))
    for process in crew:
        process.join()
    tasks.close()
    tasks.join_thread()
