"""Workers claim places with a shared counter and a lock, and note in shared arrays what they do."""

import multiprocessing as mp
import pickle
import signal
import tempfile
import time
from collections.abc import Callable, Iterable
from ctypes import Array
from multiprocessing.connection import wait
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from types import FrameType
from typing import Any

TICK = 0.1
NOTHING = -1


def _worker(
    number: int,
    claimed: "Synchronized[int]",
    in_hand: "Array[Any]",
    finished: "Array[Any]",
    folder: Path,
    work: Callable[[Any], Any],
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    while True:
        with claimed.get_lock():
            place = claimed.value
            if place == len(finished):
                return
            claimed.value = place + 1
            in_hand[number] = place
        work(pickle.loads((folder / str(place)).read_bytes()))
        finished[place] = True
        in_hand[number] = NOTHING


def _kill(
    claimed: "Synchronized[int]", crew: dict[int, mp.Process], numbers: Callable[[], Iterable[int]]
) -> None:
    # While we have the lock no worker has it, and so none takes it to the grave.
    with claimed.get_lock():
        doomed = [crew.pop(number) for number in list(numbers())]
        for process in doomed:
            process.kill()
        for process in doomed:
            process.join()


def serve(jobs: list, work: Callable[[Any], Any], workers: int, grace: float) -> list:
    if not jobs:
        return []
    signals: list[float] = []

    def note(_signum: int, _frame: FrameType | None) -> None:
        signals.append(time.monotonic())

    old = {signum: signal.signal(signum, note) for signum in (signal.SIGTERM, signal.SIGINT)}
    try:
        with tempfile.TemporaryDirectory() as folder:
            for place, job in enumerate(jobs):
                Path(folder, str(place)).write_bytes(pickle.dumps(job))
            return _run(jobs, work, min(workers, len(jobs)), grace, Path(folder), signals)
    finally:
        for signum, handler in old.items():
            signal.signal(signum, handler)


def _run(
    jobs: list,
    work: Callable[[Any], Any],
    size: int,
    grace: float,
    folder: Path,
    signals: list[float],
) -> list:
    claimed = mp.Value("q", 0)
    in_hand = mp.RawArray("q", [NOTHING] * size)
    finished = mp.RawArray("b", len(jobs))
    crew: dict[int, mp.Process] = {}
    for number in range(size):
        if signals:  # The first workers may be well on by now.
            break
        args = (number, claimed, in_hand, finished, folder, work)
        crew[number] = mp.Process(target=_worker, args=args)
        crew[number].start()

    while crew:
        if signals:
            with claimed.get_lock():
                claimed.value = len(jobs)  # We claim what is left.
        if len(signals) > 1:
            _kill(claimed, crew, lambda: crew)
        elif signals and time.monotonic() - signals[0] >= grace:
            _kill(claimed, crew, lambda: (n for n in crew if in_hand[n] != NOTHING))
        gone = wait([process.sentinel for process in crew.values()], TICK) if crew else []
        for number, process in list(crew.items()):
            if process.sentinel in gone:
                process.join()
                del crew[number]
    return [job for job, done in zip(jobs, finished) if not done]
