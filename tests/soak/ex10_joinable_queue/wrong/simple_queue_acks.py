# verdict: deadlock @ many_items
# puts all items before it reads the first receipt
import multiprocessing as mp
from collections.abc import Callable
from typing import Any


def work(tasks, acks, handle: Callable[[Any], None]) -> None:
    while (job := tasks.get()) is not None:
        try:
            handle(*job)
        except Exception:
            pass
        acks.put(True)


def run(batches: list[list], handle: Callable[[Any], None], workers: int) -> None:
    tasks, acks = mp.SimpleQueue(), mp.SimpleQueue()
    crew = [mp.Process(target=work, args=(tasks, acks, handle)) for _ in range(workers)]
    for worker in crew:
        worker.start()
    for batch in batches:
        for item in batch:
            tasks.put((item,))
        for _ in batch:
            acks.get()
    for _ in crew:
        tasks.put(None)
    for worker in crew:
        worker.join()
    tasks.close()
    acks.close()
