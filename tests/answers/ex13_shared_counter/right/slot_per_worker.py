# right: each worker writes to a row of its own, so nobody needs a lock; the caller adds up
import multiprocessing as mp


def add(counter, n):
    lock = counter.get_lock()
    with lock:
        before = counter.value
        counter.value = before + n


def fill_row(table, row, bins, values):
    base = row * bins
    for value in values:
        table[base + value] += 1


def histogram(values, bins, workers):
    table = mp.Array("q", workers * bins, lock=False)
    ps = []
    for row in range(workers):
        p = mp.Process(target=fill_row, args=(table, row, bins, values[row::workers]))
        p.start()
        ps.append(p)
    for p in ps:
        p.join()
    cells = list(table)
    return [sum(cells[b::bins]) for b in range(bins)]
