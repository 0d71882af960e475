import multiprocessing as mp


def work(tasks, handle, left, changed):
    for item, last in forever(tasks):
        if last:
            return
        try:
            handle(item)
        except Exception:
            pass
        with changed:
            left.value -= 1
            changed.notify_all()


def forever(tasks):
    while True:
        yield tasks.get()


def run(batches, handle, workers):
    tasks = mp.Queue()
    changed = mp.Condition()
    left = mp.Value("i", 0, lock=False)
    crew = [mp.Process(target=work, args=(tasks, handle, left, changed)) for _ in range(workers)]
    [p.start() for p in crew]
    for batch in batches:
        with changed:
            left.value = len(batch)
        for item in batch:
            tasks.put((item, False))
        with changed:
            changed.wait_for(lambda: left.value == 0)
    for _ in crew:
        tasks.put((None, True))
    [p.join() for p in crew]
