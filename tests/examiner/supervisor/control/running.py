"""Runs a program under control, once a schedule: each run is a fork of this process.

What programs import is imported here: they find it loaded.
"""

import concurrent.futures  # noqa: F401
import json
import multiprocessing.shared_memory  # noqa: F401
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from examiner.facts.calls import RECENT_PREFIX
from examiner.facts.outcome import Observation
from examiner.stage.control.program import play
from examiner.supervisor import evidence, runs
from examiner.supervisor.control.controller import Run
from examiner.supervisor.control.points import Strategy
from examiner.supervisor.control.steering import prepare, steer
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.system import System
from examiner.supervisor.tree import Tree, sweep

SWEEPING = 5.0
"""Seconds in which processes without a controller end, and what they have written is removed."""


@dataclass(frozen=True)
class Program:
    """What is run."""

    path: Path
    arguments: tuple[str, ...] = ()
    method: str = "fork"
    """The start method that it finds."""
    seed: str = "0"
    """What its random numbers begin with."""


@dataclass(frozen=True)
class Played:
    """A run, and what a plain run would have shown of it too."""

    run: Run
    code: int | None
    """The exit code of the first process, negative for a signal; None if it had to be ended."""
    printed: str
    """What all its processes have printed."""
    errors: str
    """What they have printed as errors."""
    seen: Observation | None = None
    """What was seen of its processes, if they were watched."""


class ControlFailed(RuntimeError):
    """The kit could not control the program, and that is its own fault."""


class Runner:
    """Runs programs one after the other; a context manager that leaves nothing behind."""

    def __init__(self, system: System) -> None:
        """Files of the runs go to a temporary folder of its own."""
        self._system = system
        self._root = runs.new_folder()
        self._number = 0
        prepare()

    def __enter__(self) -> "Runner":
        self._alive = _sweep_when_we_have_gone(self._root)
        self._system.adopt_orphans(self._root)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._root, ignore_errors=True)
        os.close(self._alive)

    def play(
        self, program: Program, strategy: Strategy, *, early: bool = True, watched: bool = False
    ) -> Played:
        """Run a program by a strategy; if it is `watched`, its calls are logged."""
        self._number += 1
        trial = runs.new_name()
        folder = os.path.join(self._root, str(self._number))
        os.makedirs(os.path.join(folder, "t"))
        tree, log = Tree(folder, self._system), Logbook(folder)

        def body() -> None:
            play(
                folder, trial, program.method, program.seed, str(program.path), program.arguments,
                watched=watched,
            )  # fmt: skip

        try:
            run, found = steer(tree, log, body, strategy, early=early, watched=watched)
        finally:
            printed, errors = (_text(os.path.join(folder, name)) for name in ("out", "err"))
            log.read()
            entries = [*log.entries, *evidence.recent(folder, log, RECENT_PREFIX)]
            sweep(self._system, folder, trial, log.entries, tree.semaphores)
        if not run.roles:
            raise ControlFailed(f"the program did not come up under control: {errors}")
        if run.failures:
            raise ControlFailed(f"control failed {run.failures[0]}")
        seen = None
        if watched:
            entries.sort(key=lambda entry: int(entry["t"]))
            report = run.report() | {
                "id": trial, "log": entries, "evidence": found, "first": tree.first,
                "status": tree.first_status, "newest": True,
            }  # fmt: skip
            seen = Observation(json.loads(json.dumps(report)), str(program.path.parent))
        return Played(run, tree.first_status, printed, errors, seen)


def _sweep_when_we_have_gone(folder: str) -> int:
    """Have a run's folder removed as soon as this process has ended, however it ends.

    Return the descriptor that has to stay open so long. Who removes it is no child of ours: those
    are ended after each run.
    """
    waits, alive = os.pipe()
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        os.close(waits)
        return alive
    try:
        os.setsid()
        if os.fork() == 0:
            os.close(alive)
            os.read(waits, 1)  # nothing ever comes but the end
            limit = time.monotonic() + SWEEPING
            while os.path.exists(folder) and time.monotonic() < limit:
                runs.remove(folder)
                time.sleep(0.01)
    finally:
        os._exit(0)


def _text(path: str) -> str:
    return Path(path).read_bytes().decode("utf-8", "replace")
