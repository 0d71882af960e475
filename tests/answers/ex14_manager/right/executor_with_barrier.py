"""An executor whose workers meet at a barrier record values that the caller has pickled."""

import multiprocessing as mp
import pickle
from concurrent.futures import ProcessPoolExecutor

everybody = None


def meet(barrier) -> None:
    global everybody
    everybody = barrier


def record(lists: dict, share: list) -> None:
    everybody.wait()
    for key, parcel in share:
        lists[key].append(parcel)


def fill(manager, parcels: list, workers: int) -> dict[str, list]:
    lists = {key: manager.list() for key, _ in parcels}
    crew = min(workers, len(parcels))
    if crew:
        with ProcessPoolExecutor(crew, mp_context=mp.get_context(),
                                 initializer=meet, initargs=(mp.Barrier(crew),)) as executor:
            futures = [executor.submit(record, lists, parcels[k::crew]) for k in range(crew)]
            for future in futures:
                future.result()
    return {key: [pickle.loads(parcel) for parcel in proxy[:]] for key, proxy in lists.items()}


def run(events: list, workers: int) -> dict[str, list]:
    parcels = [(key, pickle.dumps(value)) for key, value in events]
    manager = mp.Manager()
    try:
        return fill(manager, parcels, workers)
    finally:
        manager.shutdown()
