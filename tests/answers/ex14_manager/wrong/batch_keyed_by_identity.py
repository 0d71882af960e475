# verdict: wrong @ any_value
import multiprocessing as mp


BATCH = 2


def record(lists, events: list) -> None:
    for first in range(0, len(events), BATCH):
        batch = {(key, id(value)): value for key, value in events[first:first + BATCH]}
        for (key, _), value in batch.items():
            lists[key].append(value)


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        lists = {key: manager.list() for key, _ in events}
        shares = [events[first::workers] for first in range(workers)]
        processes = [mp.Process(target=record, args=(lists, share)) for share in shares]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        return {key: values[:] for key, values in lists.items()}
