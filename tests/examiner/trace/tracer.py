"""Runs one program under the eyes of the supervisor, to its end or to the proof of a deadlock."""

import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from examiner.facts.calls import RECENT_PREFIX
from examiner.facts.outcome import Observation
from examiner.supervisor import evidence, runs
from examiner.supervisor.here import system_of_trials
from examiner.supervisor.tree import Tree, sweep
from examiner.supervisor.watch import AFTERLIFE, SECOND_LOOK, TICK
from examiner.trace.endless import EndlessLogbook
from examiner.usage import INTERRUPTED

SHARE = 0.05
"""Share of one CPU that looking may take: with very many processes looks are rarer."""

WINDING_UP = 1.0
"""Seconds after Ctrl-C that the program gets to end as it would without us."""

STOPPED = 1
"""Exit code if the program was ended for a deadlock or the deadline."""

_PACKAGES = str(Path(__file__).resolve().parents[2])

_BOOT = (
    "import sys; sys.path.append({packages!r}); "
    "from examiner.stage.program import run; run(*{arguments!r})"
)


@dataclass(frozen=True)
class Program:
    """What to run, and how to look at it."""

    path: Path
    arguments: list[str]
    method: str = ""
    """Start method, `""` for Python's own choice."""
    deadline: float | None = None
    """Seconds after which it is ended, None for never."""
    keep_going: bool = False
    """Is a proved deadlock only reported?"""
    events: bool = True
    """Are its calls looked at? Else only its processes are."""


@dataclass
class Traced:
    """What was seen of a program."""

    ending: str = "self"
    """`self`, `deadlock`, `deadline`, `interrupted`."""
    code: int = 0
    """Exit code as a shell gives it."""
    outcome: Observation | None = None
    """When it was stopped, or at its end."""
    outlived: int = 0
    """Processes that outlived the first one, and were ended."""
    partial: list[tuple[Observation, frozenset[int]]] = field(default_factory=list)
    """Groups of processes that were stuck while others ran on, each with the evidence of then."""
    possible: str = ""
    """Why all that slept were not taken for a deadlock."""


class Tracer:
    """One program being traced; a context manager that leaves nothing running."""

    def __init__(self, program: Program, tell: Callable[[str, Observation, frozenset[int]], None]):
        """`tell` is called with `deadlock` or `partial`, the evidence and who is stuck."""
        self.program = program
        self.tell = tell
        self.id = runs.new_name()
        self.folder = runs.new_folder()
        self.system = system_of_trials()
        self.tree = Tree(self.folder, self.system)
        self.log = EndlessLogbook(self.folder)
        self.prover = self.system.prover(self.tree.root, self.log, self.system.own_channels())
        self.seen = Traced()
        self.begun = time.monotonic_ns()
        self._told: set[int] = set()
        self._interrupted = 0.0

    def __enter__(self) -> "Tracer":
        self.system.adopt_orphans(self.folder)
        return self

    def __exit__(self, *_: object) -> None:
        self.log.read()
        self.tree.told = evidence.living(self.log)
        self.tree.end()
        self.log.read()
        sweep(self.system, self.folder, self.id, self.log.entries, self.tree.semaphores)

    def run(self) -> Traced:
        """Run the program; return what was seen."""
        with _interrupts(self._on_interrupt):
            self.tree.start_program(self._command(), _environment())
            self._watch()
        if self.seen.outcome is None:
            # At Ctrl-C each process has told where it was, before it was interrupted.
            self.seen.outcome = self._outcome({})
            self.seen.ending = "interrupted" if self._interrupted else "self"
        self.seen.code = self._exit_code()
        return self.seen

    def _exit_code(self) -> int:
        """Return the program's exit code as a shell gives it, or what stands for it."""
        status = self.tree.first_status
        if status is None:
            return INTERRUPTED if self._interrupted else STOPPED
        return status if status >= 0 else 128 - status

    def _command(self) -> list[str]:
        program = self.program
        if not program.events:
            return [sys.executable, str(program.path), *program.arguments]
        arguments = [self.folder, self.id, program.method, str(program.path), *program.arguments]
        boot = _BOOT.format(packages=_PACKAGES, arguments=arguments)
        return [sys.executable, "-c", boot]

    def _on_interrupt(self) -> None:
        self._interrupted = self._interrupted or time.monotonic()

    def _watch(self) -> None:
        limit = self.program.deadline
        ended_at = 0.0
        while True:
            began = time.monotonic()
            self.tree.reap()
            self.log.read()
            pids = self.tree.pids()
            if self.tree.first_status is not None:
                ended_at = ended_at or began
                if not pids or began - ended_at > AFTERLIFE:
                    self.seen.outlived = len(pids)
                    return
            elif self._is_over(began, limit) or self._look(pids):
                return
            self._rest(time.monotonic() - began)

    def _rest(self, looked: float) -> None:
        pause = SECOND_LOOK if self.prover.is_close else max(TICK, looked / SHARE)
        time.sleep(0.005 if self.tree.first_status is not None else pause)

    def _is_over(self, now: float, limit: float | None) -> bool:
        if self._interrupted and not self.seen.outcome:
            self.seen.outcome = self._stopped()
            self.seen.ending = "interrupted"
        if self._interrupted and now - self._interrupted > WINDING_UP:
            return True
        if limit is not None and now - self.begun / 1e9 > limit:
            self.seen.outcome, self.seen.ending = self._stopped(), "deadline"
            return True
        return False

    def _look(self, pids: set[int]) -> bool:
        if self._interrupted:
            return False
        if self.prover.look(pids) and self.program.events:
            stuck = frozenset(pids)
            if not stuck <= self._told:
                self._told |= stuck
                outcome = self._stopped()
                self.tell("deadlock", outcome, stuck)
                self.seen.outcome, self.seen.ending = outcome, "deadlock"
            return not self.program.keep_going
        self._look_for_stuck()
        return False

    def _look_for_stuck(self) -> None:
        """Look for some that sleep for ever while others run."""
        stuck = self.prover.stuck()
        if stuck and not stuck <= self._told:
            self._told |= stuck
            outcome = self._stopped()
            self.seen.partial.append((outcome, stuck))
            self.tell("partial", outcome, stuck)

    def _stopped(self) -> Observation:
        """Return what can be told of the program as it stands now."""
        self.seen.possible = "; ".join(self.prover.objections[:1])
        return self._outcome(evidence.gather(self.tree, self.log, self.prover.objections))

    def _outcome(self, found: dict[str, Any]) -> Observation:
        self.log.read()
        entries = [*self.log.entries, *evidence.recent(self.folder, self.log, RECENT_PREFIX)]
        entries.sort(key=lambda entry: int(entry["t"]))
        report = {
            "id": self.id, "begun": self.begun, "ended": time.monotonic_ns(), "log": entries,
            "first": self.tree.first, "status": self.tree.first_status, "evidence": found,
            "ending": "proof", "proof": self.system.proves, "newest": True,
        }  # fmt: skip
        folder = str(self.program.path.absolute().parent)
        return Observation(json.loads(json.dumps(report)), folder)  # keys as in a trial's report


def _environment() -> dict[str, str]:
    """Return our environment without the path that leads to the examiner."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    others = [path for path in paths if path and Path(path).resolve() != Path(_PACKAGES)]
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return kept | ({"PYTHONPATH": os.pathsep.join(others)} if others else {})


@contextlib.contextmanager
def _interrupts(act: Callable[[], None]) -> Iterator[None]:
    """Do something at Ctrl-C, in place of being interrupted: the program gets it as well.

    SIGTERM counts as Ctrl-C.
    """
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda *_: act()) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
