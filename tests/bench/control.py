"""Times controlled runs: what an operation, a process, a whole schedule costs."""

import contextlib
import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.table import NotMeasured
from examiner import catalog
from examiner.facts.job import Control, Job
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.trials import Terms
from examiner.supervisor.client import Supervisor
from examiner.supervisor.control.controller import Ending
from examiner.supervisor.control.running import Played, Program, Runner
from examiner.supervisor.control.strategies import POS
from examiner.supervisor.here import system_here

OPERATIONS = 2000
"""Of the program whose operations are timed: it takes and gives back a lock."""

CHILDREN = 10
"""Of the program whose processes are timed."""

_LOCKS = """
import multiprocessing as mp
if __name__ == "__main__":
    lock = mp.Lock()
    for _ in range({times}):
        lock.acquire()
        lock.release()
"""

_STARTS = """
import multiprocessing as mp
def rest():
    pass
if __name__ == "__main__":
    for _ in range({children}):
        child = mp.Process(target=rest)
        child.start()
        child.join()
"""

_SMALL = """
import multiprocessing as mp
def add(counter):
    for _ in range(2):
        counter.value += 1
if __name__ == "__main__":
    counter = mp.Value("i", 0)
    workers = [mp.Process(target=add, args=(counter,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
"""
"""About thirty operations by three processes."""


@contextlib.contextmanager
def programs() -> Iterator[Callable[[str], Path]]:
    """Yield what writes a source text to a file, and returns that."""
    folder = tempfile.mkdtemp()  # what removes itself would do so at the end of each fork of ours
    numbers = iter(range(1_000))

    def written(source: str) -> Path:
        path = Path(folder, f"program_{next(numbers)}.py")
        path.write_text(source, encoding="utf-8")
        return path

    try:
        yield written
    finally:
        shutil.rmtree(folder)


class Schedules:
    """Runs programs under control; a context manager that leaves nothing behind."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._runner = Runner(system_here())
        self._numbers = iter(range(1_000_000))

    def __enter__(self) -> "Schedules":
        self._runner.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.__exit__()

    def _play(self, path: Path, method: str = "fork") -> Played:
        played = self._runner.play(Program(path, method=method), POS(str(next(self._numbers))))
        if played.run.ending is not Ending.ENDED or played.code:
            raise NotMeasured(f"{path.name}: {played.run.ending}, {played.errors}")
        return played

    def operation(self, empty: Path, locks: Path) -> float:
        """Return the CPU seconds of one operation, ours and the program's together."""
        before = self._cpu(empty)
        return (self._cpu(locks) - before) / OPERATIONS

    def _cpu(self, path: Path) -> float:
        begun = _cpu_of_all()
        self._play(path)
        return _cpu_of_all() - begun

    def child(self, empty: Path, starts: Path, method: str) -> float:
        """Return the seconds from starting a controlled process to having joined it."""
        before = self.schedule(empty, method)
        return (self.schedule(starts, method) - before) / CHILDREN

    def schedule(self, path: Path, method: str = "fork") -> float:
        """Return the seconds that one schedule takes."""
        begun = time.perf_counter()
        self._play(path, method)
        return time.perf_counter() - begun


def _cpu_of_all() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def sources(written: Callable[[str], Path]) -> dict[str, Path]:
    """Return the programs that are timed."""
    return {
        "empty": written("pass\n"),
        "locks": written(_LOCKS.format(times=OPERATIONS // 2)),
        "starts": written(_STARTS.format(children=CHILDREN)),
        "small": written(_SMALL),
    }


def references() -> Iterator[tuple[str, list[float]]]:
    """Yield each exercise with the seconds that a schedule of each of its checks takes."""
    for exercise in catalog.load():
        module, checks = load_checks(exercise.check_file)
        with Supervisor(slots=1) as supervisor:
            examination = Examination(Terms(catalog.SOLUTIONS, 1, "fork"), supervisor)
            taken = []
            for check in checks:
                if not check.volume:
                    trials = examination.trials(exercise.slug, check, module, DEFAULT_TIMEOUT)
                    [job] = trials.plain
                    taken.append(_seconds(supervisor, job))
            yield exercise.slug, taken


def _seconds(supervisor: Supervisor, job: Job) -> float:
    control = Control("pos", "1", early=False)
    controlled = replace(job, id=f"{job.id}s{os.getpid()}", control=control)
    begun = time.perf_counter()
    supervisor.submit(controlled)
    report = supervisor.result(controlled)
    if "control" not in report:
        raise NotMeasured(f"{job.check_module}, {job.scene}: {report.get('failure')}")
    return time.perf_counter() - begun
