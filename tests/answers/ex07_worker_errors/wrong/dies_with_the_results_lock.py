# verdict: deadlock | timeout @ value_before_a_death
# a worker that dies while its feeder thread still writes keeps the lock of the results for ever
import multiprocessing as mp
import pickle
import queue
import traceback
from collections.abc import Callable
from typing import Any


def attempt(fn: Callable[[Any], Any], index: int, blob: bytes) -> tuple:
    try:
        return "ok", index, pickle.dumps(fn(pickle.loads(blob)))
    except Exception as error:
        return "error", index, type(error).__name__, str(error), traceback.format_exc()


def work(number, blobs, fn, counter, owner, results) -> None:
    while True:
        with counter.get_lock():
            index = counter.value
            if index == len(blobs):
                return
            counter.value += 1
            owner[index] = number
        results.put(attempt(fn, index, blobs[index]))


def run_round(blobs: list[bytes], fn, workers: int, reports: dict[int, tuple]) -> None:
    """Try all the blobs. What is in ``reports`` afterwards is settled."""
    counter = mp.Value("q", 0)
    owner = mp.RawArray("q", len(blobs))
    results: mp.Queue = mp.Queue()
    crew: dict[int, mp.Process] = {}
    hired = 0

    def settle(timeout: float) -> None:
        try:
            while True:
                report = results.get(timeout=timeout)
                reports[report[1]] = report
        except queue.Empty:
            pass

    while crew or counter.value < len(blobs):
        while len(crew) < workers and counter.value < len(blobs):
            hired += 1
            process = mp.Process(target=work, args=(hired, blobs, fn, counter, owner, results))
            process.start()
            crew[hired] = process
        gone = {number: process for number, process in crew.items() if not process.is_alive()}
        settle(0.1)
        for number, process in gone.items():
            process.join()
            del crew[number]
            mine = [index for index, who in enumerate(owner) if who == number]
            # The last that it took killed it. An earlier report may be lost with it, unsent.
            if mine and mine[-1] not in reports:
                reports[mine[-1]] = ("crashed", mine[-1], process.exitcode)
    settle(0.1)
    results.close()
    results.join_thread()


def run(items: list, fn: Callable[[Any], Any], workers: int) -> list[tuple]:
    blobs = [pickle.dumps(item) for item in items]
    done: dict[int, tuple] = {}
    while len(done) < len(items):
        left = [index for index in range(len(items)) if index not in done]
        reports: dict[int, tuple] = {}
        run_round([blobs[index] for index in left], fn, workers, reports)
        for place, (kind, _, *rest) in reports.items():
            if kind == "ok":
                rest = [pickle.loads(rest[0])]
            done[left[place]] = (kind, left[place], *rest)
    return [done[index] for index in range(len(items))]
