"""What one trial is asked to do: plain data that crosses from the checks to the trial."""

import os
from dataclasses import dataclass, field
from typing import Any

from examiner.facts.worlds import PLAIN, World


@dataclass(frozen=True)
class Limits:
    """What a trial may use; beyond it the trial is ended, and the verdict says so."""

    deadline: float = 6.0
    """Seconds, not counting those in which the trial was ready to run but got no CPU."""
    wall: float = 30.0
    """Seconds in all, whatever the load."""
    grace: float = 15.0
    """Seconds beyond these in which the trial must have been ended and reported."""
    output: int = 16 << 20
    """Bytes that it may print."""
    disk: int = 256 << 20
    """Bytes that it may keep in files."""
    memory: int = 1 << 30
    """Bytes of memory of its own, over all its processes."""
    processes: int = 150
    """Processes at a time."""


@dataclass(frozen=True)
class Control:
    """How it is chosen which thread of a trial goes on, where that is controlled."""

    strategy: str = "staying"
    """`staying` is the plain schedule with these deviations; others leave nothing to chance either,
    or sample."""
    seed: str = "0"
    early: bool = True
    """May a finite wait run out whenever it could? Else only when nobody can go."""
    deviations: tuple[tuple[str, int, str], ...] = ()
    """Who went last, after how many of its steps somebody else goes, and who that is."""


def own_folder(folder: str) -> str:
    """Return where in a trial's folder its copy of the answer is."""
    return os.path.join(folder, "a")


@dataclass(frozen=True)
class Job:
    """One trial: a scene, played around an answer, under one start method."""

    id: str
    module: str
    """The answer's module, `ex01_consumer_loop`."""
    answers: str
    """The folder that it is from: what the answer imports besides is looked for there too."""
    checks: str
    """The folder of the check's module."""
    check_module: str
    scene: str
    contract: dict[str, list[str]]
    """Function that the answer must have → its parameters."""
    inputs: dict[str, Any]
    method: str
    """`fork`, `spawn` or `forkserver`."""
    source: bytes | None = None
    """The module's content as it was when the grade began; None if it is taken as it lies there."""
    trouble: str = ""
    """Why there is no answer that could be loaded, after its file's name; `""` if there is one."""
    limits: Limits = field(default_factory=Limits)
    forbids: tuple[str, ...] = ()
    """What the answer may not make: `Queue`, `SimpleQueue`, `JoinableQueue`, `Manager`."""
    may_raise: bool = False
    """Is an exception out of the answer's function what the check asks for?"""
    may_die: bool = False
    """May processes other than the first end by an exception or a signal?"""
    crippled: bool = False
    """Is it kept from doing its work, so that it may fail in any way?"""
    as_program: bool = False
    """Is the answer a whole program? Then the scene runs it, and nothing imports it before."""
    control: Control | None = None
    """Is its schedule controlled, and how?"""
    world: World = PLAIN
    """What is peculiar about its surroundings."""
    turn: int = 0
    """Those of a lower one are started before."""
    waits: bool = False
    """Does it mostly wait? Then it keeps no other from being started."""
    portable: bool = False
    """Do without /proc, as on macOS and Windows: no proof, the deadline decides."""
