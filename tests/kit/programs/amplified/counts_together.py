"""Two processes add 1 to one shared thing, twice each: with a lock, or without."""

import contextlib
import multiprocessing as mp


def value(shared):
    shared.value += 1


def item(shared):
    shared[0] += 1


def entry(shared):
    shared[0] = shared.get(0, 0) + 1


STEPS = {
    "Value": value,
    "its object": value,
    "Array": item,
    "its elements": item,
    "RawValue": value,
    "RawArray": item,
    "manager's dict": entry,
    "manager's list": item,
    "manager's Value": value,
}


def make(kind, manager):
    made = {
        "Value": lambda: mp.Value("q"),
        "its object": lambda: mp.Value("q").get_obj(),
        "Array": lambda: mp.Array("q", 1),
        "its elements": lambda: mp.Array("q", 1).get_obj(),
        "RawValue": lambda: mp.RawValue("q"),
        "RawArray": lambda: mp.RawArray("q", 1),
        "manager's dict": lambda: manager.dict(),
        "manager's list": lambda: manager.list([0]),
        "manager's Value": lambda: manager.Value("q", 0),
    }
    return made[kind]()


def count(kind, shared, guard):
    for _ in range(2):
        with guard:
            STEPS[kind](shared)


def run(kind, locked):
    guard = mp.Lock() if locked else contextlib.nullcontext()
    manager = mp.Manager() if "manager" in kind else contextlib.nullcontext()
    with manager as server:
        shared = make(kind, server)
        processes = [mp.Process(target=count, args=(kind, shared, guard)) for _ in range(2)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return shared.value if hasattr(shared, "value") else shared[0]
