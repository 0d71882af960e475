"""Two processes take two locks, in one order or in two; or tell in which order they lie."""

import multiprocessing as mp


def take(first, second):
    with first, second:
        pass


def tell(locks, queue):
    ids = [id(lock) for lock in locks]
    rising, falling = sorted(ids), sorted(ids, reverse=True)
    queue.put("rising" if ids == rising else "falling" if ids == falling else "mixed")


def run(way, shuffled):
    locks, queue = shuffled(mp.Lock() for _ in range(5)), mp.SimpleQueue()
    one, other = locks[:2]
    if way == "addresses":
        crew = [mp.Process(target=tell, args=(locks, queue)) for _ in range(2)]
    else:
        orders = {"crossed": [(one, other), (other, one)], "straight": [(one, other)] * 2}
        crew = [mp.Process(target=take, args=each) for each in orders.get(way, [(one, other)])]
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    return sorted(queue.get() for _ in crew) if way == "addresses" else None
