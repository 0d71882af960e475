"""Times whole commands, as a learner types them and waits for them."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO

from bench.processes import running
from bench.table import NotMeasured
from examiner import catalog

PATIENCE = 300.0
"""Seconds after which a command is given up: several times what the slowest of them is promised."""

DEADLOCKING = 2
"""Number of the exercise whose starter deadlocks."""

NOX, EXAMINER = "nox -R -s grade", "examiner alone"
"""Names of the two launchers."""

_TAIL = 400
"""Bytes shown of what a command printed before it failed."""


@dataclass(frozen=True)
class Launcher:
    """A way to start grading."""

    name: str
    words: tuple[str, ...]
    environment: dict[str, str]

    def seconds(self, code: int, *words: str) -> float:
        """Grade what the words name and return the seconds it took.

        Raises NotMeasured if it does not end with that exit code.
        """
        with tempfile.TemporaryFile() as printed:
            begun = time.perf_counter()
            ended = self._run(words, printed)
            took = time.perf_counter() - begun
            if ended != code:
                how = f"exit code {ended}, not {code}" if ended is not None else "it did not end"
                raise NotMeasured(f"{self.name} {' '.join(words)}: {how}\n{_end_of(printed)}")
        return took

    def _run(self, words: Sequence[str], printed: IO[bytes]) -> int | None:
        """Return the exit code, None if it had to be ended."""
        streams = {"stdin": subprocess.DEVNULL, "stdout": printed, "stderr": subprocess.STDOUT}
        command = [*self.words, *words]
        with running(command, cwd=catalog.ROOT, env=self.environment, **streams) as process:
            try:
                return process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                return None


def _end_of(printed: IO[bytes]) -> str:
    printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TAIL))
    return printed.read().decode(errors="replace")


def launchers() -> list[Launcher]:
    """Return the ways to start grading: the command of the README first, where there is a nox."""
    found = nox()
    return [examiner()] if found is None else [found, examiner()]


def examiner() -> Launcher:
    """Return the examiner alone, in this environment."""
    environment = os.environ | {"PYTHONPATH": str(catalog.ROOT / "tests")}
    return Launcher(EXAMINER, (sys.executable, "-m", "examiner", "grade"), environment)


def nox() -> Launcher | None:
    """Return the command of the README, None where there is no nox to be found."""
    environment = _surroundings()
    if importlib.util.find_spec("nox") is not None:
        start: tuple[str, ...] = (sys.executable, "-m", "nox")
    elif found := shutil.which("nox", path=environment.get("PATH")):
        start = (found,)
    else:
        return None
    return Launcher(NOX, (*start, "-R", "-s", "grade", "--"), environment)


def _surroundings() -> dict[str, str]:
    """Return the environment outside of this virtual environment, which nox has put first."""
    here = Path(sys.prefix)
    path = os.environ.get("PATH", "").split(os.pathsep)
    kept = [folder for folder in path if not Path(folder).is_relative_to(here)]
    hidden = ("VIRTUAL_ENV", "PYTHONPATH")
    rest = {name: value for name, value in os.environ.items() if name not in hidden}
    return rest | {"PATH": os.pathsep.join(kept)}


def right_answer(launcher: Launcher) -> Callable[[], float]:
    """Return what times the first exercise with its reference."""
    return partial(launcher.seconds, 0, "1", f"--answers={catalog.SOLUTIONS}")


def deadlock(launcher: Launcher, starters: Path) -> Callable[[], float]:
    """Return what times a starter that deadlocks."""
    return partial(launcher.seconds, 1, str(DEADLOCKING), f"--answers={starters}")


def references(launcher: Launcher, *words: str) -> Callable[[], float]:
    """Return what times the references of the exercises that the words name, all without one."""
    return partial(launcher.seconds, 0, *words, f"--answers={catalog.SOLUTIONS}")


@contextmanager
def pristine_starters() -> Iterator[Path]:
    """Provide a folder with the starters as they were, whatever the learner has made of theirs."""
    with tempfile.TemporaryDirectory(prefix="ipc-kata-bench-") as folder:
        for exercise in catalog.load():
            shutil.copy(exercise.pristine, Path(folder, f"{exercise.slug}.py"))
        yield Path(folder)
