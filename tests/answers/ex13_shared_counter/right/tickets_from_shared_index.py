"""The values are in shared memory too, and whoever is free takes the next block of them."""

import multiprocessing as mp

BLOCK = 512


def add(counter, n: int) -> None:
    for _ in range(n):
        counter.get_lock().acquire()
        try:
            counter.value += 1
        finally:
            counter.get_lock().release()


def draw(data, block, ticket, counts, number) -> None:
    while number * block < len(data):
        for value in data[number * block:(number + 1) * block]:
            with counts.get_lock():
                counts[value] += 1
        with ticket.get_lock():
            number = ticket.value
            ticket.value += 1


def histogram(values: list[int], bins: int, workers: int) -> list[int]:
    counts = mp.Array("q", bins)
    if not values:
        return counts[:]
    data = mp.Array("q", values, lock=False)
    block = max(1, min(BLOCK, len(values) // workers))
    crew = min(workers, len(values))
    ticket = mp.Value("q", crew)
    processes = [
        mp.Process(target=draw, args=(data, block, ticket, counts, number))
        for number in range(crew)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if not all(process.exitcode == 0 for process in processes):
        raise RuntimeError("a child did not finish")
    return counts[:]
