# verdict: deadlock @ raises_at_a_big_item
# ends the readers while the caller writes what no pipe holds
import multiprocessing as mp
import threading
from collections.abc import Callable, Iterable

END = object()


class Lane:
    """A SimpleQueue with at most ``maxsize`` items in it."""

    def __init__(self, maxsize: int) -> None:
        self.queue = mp.SimpleQueue()
        self.room = mp.Semaphore(maxsize)

    def put(self, job: tuple | None) -> None:
        self.room.acquire()
        self.queue.put(job)

    def get(self) -> tuple | None:
        job = self.queue.get()
        self.room.release()
        return job


def work(stage: Callable, source: Lane, sink, results) -> None:
    while (job := source.get()) is not None:
        number, data = job
        try:
            data = stage(data)
        except Exception as error:
            results.put((None, type(error).__name__))
            continue
        sink.put((number, data))


def run(
    items: Iterable, stages: list[Callable], workers: int, maxsize: int, handle: Callable
) -> None:
    results = mp.SimpleQueue()
    lanes = [Lane(maxsize) for _ in stages]
    window = threading.Semaphore((len(stages) + 1) * (maxsize + workers) + 4)
    teams = []
    for k, stage in enumerate(stages):
        sink = lanes[k + 1] if k + 1 < len(stages) else results
        teams.append(
            [
                mp.Process(target=work, args=(stage, lanes[k], sink, results))
                for _ in range(workers)
            ]
        )
    processes = [process for team in teams for process in team]
    for process in processes:
        process.start()
    reasons = []

    def collect() -> None:
        held = {}
        place = 0
        while (result := results.get()) is not None:
            number, data = result
            if number is None:
                reasons.append(data)
                for process in processes:
                    process.terminate()
                for lane in lanes:
                    lane.room.release()  # the caller may wait there
                window.release()
                return
            held[number] = data
            while place in held:
                handle(held.pop(place))
                place += 1
                window.release()

    collector = threading.Thread(target=collect)
    collector.start()
    iterator = iter(items)
    number = 0
    while True:
        window.acquire()
        if reasons or (item := next(iterator, END)) is END:
            break
        lanes[0].put((number, item))
        number += 1
    for lane, team in zip(lanes, teams):
        for _ in team:
            if not reasons:
                lane.put(None)
        for process in team:
            process.join()
    if not reasons:
        results.put(None)
    collector.join()
    for process in processes:
        process.join()
        process.close()
    for queue in [results, *(lane.queue for lane in lanes)]:
        queue.close()
    if reasons:
        raise RuntimeError(f"a stage has raised {reasons[0]}")
