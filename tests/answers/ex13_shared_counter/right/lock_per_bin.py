# right: one Value, and so one lock, for every bin
import multiprocessing as mp


def add(counter, n):
    mine = 0
    while mine < n:
        mine += 1
    with counter.get_lock():
        counter.value = counter.value + mine


def work(cells, values):
    for v in values:
        add(cells[v], 1)


def histogram(values, bins, workers):
    ctx = mp.get_context()
    cells = [ctx.Value("i", 0) for _ in range(bins)]
    procs = [ctx.Process(target=work, args=(cells, values[w::workers])) for w in range(workers)]
    [p.start() for p in procs]
    [p.join() for p in procs]
    return [cell.value for cell in cells]
