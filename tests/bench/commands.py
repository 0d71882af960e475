"""Times whole commands, as a learner types them and waits for them."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from examiner import catalog

from bench.processes import running
from bench.table import NotMeasured

PATIENCE = 60.0
"""Seconds after which a command is given up: thirty times what the slowest of them is promised."""

DEADLOCKING = 2
"""Number of the exercise whose starter deadlocks."""

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
        begun = time.perf_counter()
        with tempfile.TemporaryFile() as printed:
            streams = {"stdin": subprocess.DEVNULL, "stdout": printed, "stderr": subprocess.STDOUT}
            command = [*self.words, *words]
            with running(command, cwd=catalog.ROOT, env=self.environment, **streams) as process:
                ended = process.wait(PATIENCE)
            took = time.perf_counter() - begun
            if ended != code:
                printed.seek(max(0, printed.seek(0, os.SEEK_END) - _TAIL))
                tail = printed.read().decode(errors="replace")
                raise NotMeasured(f"{self.name} {' '.join(words)}: exit code {ended}\n{tail}")
        return took


def examiner() -> Launcher:
    """Return the examiner alone, in this environment."""
    environment = os.environ | {"PYTHONPATH": str(catalog.ROOT / "tests")}
    return Launcher("python -m examiner grade", _examiner_words(), environment)


def _examiner_words() -> tuple[str, ...]:
    return (sys.executable, "-m", "examiner", "grade")


def nox() -> Launcher | None:
    """Return the command of the README, None where there is no nox to be found."""
    environment = _surroundings()
    if importlib.util.find_spec("nox") is not None:
        start: tuple[str, ...] = (sys.executable, "-m", "nox")
    elif found := shutil.which("nox", path=environment.get("PATH")):
        start = (found,)
    else:
        return None
    return Launcher("nox -R -s grade --", (*start, "-R", "-s", "grade", "--"), environment)


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


def all_references(launcher: Launcher) -> Callable[[], float]:
    """Return what times all exercises with their references."""
    return partial(launcher.seconds, 0, f"--answers={catalog.SOLUTIONS}")


@contextmanager
def pristine_starters() -> Iterator[Path]:
    """Provide a folder with the starters as they were, whatever the learner has made of theirs."""
    with tempfile.TemporaryDirectory(prefix="ipc-kata-bench-") as folder:
        for exercise in catalog.load():
            shutil.copy(exercise.pristine, Path(folder, f"{exercise.slug}.py"))
        yield Path(folder)
