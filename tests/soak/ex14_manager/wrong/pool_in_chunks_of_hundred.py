# verdict: wrong @ together
import multiprocessing as mp


def record(job) -> None:
    lists, events = job
    for key, value in events:
        lists[key].append(value)


def run(events: list, workers: int) -> dict[str, list]:
    with mp.Manager() as manager:
        lists = {key: manager.list() for key, _ in events}
        jobs = [(lists, events[first:first + 100]) for first in range(0, len(events), 100)]
        with mp.Pool(workers) as pool:
            pool.map(record, jobs, chunksize=1)
            pool.close()
            pool.join()
        return {key: values[:] for key, values in lists.items()}
