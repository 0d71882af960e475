"""The seam to the operating system: what a supervisor wants to know of processes, and does to them.

Linux tells everything that is asked here (linux/). Elsewhere less is known, and each method's
docstring says what is lost; a further platform implements this class, and `here.py` chooses it.
"""

import contextlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, Protocol

from examiner.supervisor.logbook import Logbook

SHARED_MEMORY = "/dev/shm"
"""Where semaphores and shared memory have names in a folder, if they have."""


class Usage(NamedTuple):
    """CPU seconds that a task used, and seconds that it was ready without one."""

    used: float
    starved: float


class Prover(Protocol):
    """Looks at a tree again and again for the proof that all of it, or a part, sleeps for ever."""

    objections: list[str]
    """Why a set of sleepers was not taken for a deadlock, the last time there was one."""

    @property
    def is_close(self) -> bool:
        """May the next look complete a proof? Then it should come soon."""

    def look(self, pids: set[int]) -> bool:
        """Look at these processes, the tree's; True if the tree is proved to be deadlocked."""

    def stuck(self) -> frozenset[int]:
        """Return the processes that sleep for ever while others run, as far as the last look tells.

        It is to be asked after each look that proved nothing.
        """


class NoProver:
    """Where nothing can be proved, the deadline decides."""

    objections: list[str]

    def __init__(self) -> None:
        self.objections = []

    @property
    def is_close(self) -> bool:
        """Never."""
        return False

    def look(self, pids: set[int]) -> bool:
        """Prove nothing."""
        return False

    def stuck(self) -> frozenset[int]:
        """Prove nothing."""
        return frozenset()


class System(ABC):
    """The processes of this machine."""

    unproved = ""
    """Why nothing can be proved here, `""` if it can: that takes the system call of each thread."""

    sees_processes = False
    """Does it list other processes and their CPU time?"""

    adopts_orphans = False
    """Does whoever has lost its parent become a child of who has adopted orphans?"""

    sees_starving = False
    """Does it tell for how long a thread was ready and got no CPU? Else a deadline counts only the
    time in which nothing at all happens."""

    controls = False
    """Does it tell enough of processes to choose which of their threads goes on?"""

    @property
    def proves(self) -> bool:
        """Can a deadlock be proved?"""
        return not self.unproved

    @abstractmethod
    def adopt_orphans(self, folder: str) -> None:
        """Make this process the new parent of every orphan below it, daemonised ones included.

        Elsewhere orphans are known if they were seen before, or if they work in this `folder`.
        """

    @abstractmethod
    def below(self, root: int) -> dict[int, int]:
        """Return pid → parent of all living processes below `root`, surely; zombies left out."""

    def quickly_below(self, root: int) -> set[int]:
        """Return the same pids quickly: one that was started a moment ago may be missing."""
        return set(self.below(root))

    def usage(self, pid: int) -> dict[int, Usage]:
        """Return thread → CPU time used and missed; elsewhere of all threads together, if at all.

        Without it nobody is told to have spun.
        """
        return {}

    def sleeps(self, pid: int) -> dict[int, int]:
        """Return thread → how often it has gone to sleep of its own accord, and so woken up.

        Without it nobody is told to wake up too often.
        """
        return {}

    def wants_cpu(self, pid: int) -> bool:
        """Has a process a thread that runs, or is ready to? Elsewhere only its CPU time tells."""
        return False

    def processors(self) -> frozenset[int]:
        """Return the numbers of those that this thread may run on; none if that is not known."""
        return frozenset()

    @contextlib.contextmanager
    def on_one_processor(self) -> Iterator[None]:
        """Within, run on the present processor only, this thread and all that it starts.

        Elsewhere nobody can be told to: where processes wake each other all the time, that takes
        about twice as long.
        """
        yield

    def memory(self, pids: set[int], limit: int) -> int:
        """Return the bytes of memory that some processes hold; exact only where it nears a limit.

        0 where it cannot be told: then nobody is ended for it.
        """
        return 0

    def unlisted(self, pids: Iterable[int]) -> int:
        """Return the bytes of open files that no folder lists any more, of whoever has most."""
        return 0

    def started(self, pid: int) -> int | None:
        """Return when a process was started, in some unit; None if it has ended or cannot be seen.

        Together with its number that names a process. Where it is not told, what a killed run has
        left is never taken for such.
        """
        return None

    def end_after(self, parent: int) -> bool:
        """Have this process asked to end, by SIGTERM, as soon as its parent has ended.

        Return whether it will be. Elsewhere it goes on until it is done: a watch that nox no longer
        looks after, until its terminal is closed.
        """
        return False

    def end_of(self, pid: int) -> int:
        """Return a descriptor that becomes readable when a process ends; it is to be closed.

        -1 where there is none: then the end is seen at the next look. Raises ProcessLookupError.
        """
        return -1

    def has_ended(self, pid: int) -> bool:
        """Has a process ended, whether its parent has noticed or not?"""
        return False

    def is_stopped(self, pid: int) -> bool:
        """Is a process stopped, as SIGSTOP does?"""
        return False

    def dead_children(self, parent: int) -> list[int]:
        """Return the children of a process that have ended and that it has not noticed yet."""
        return []

    def is_resource_tracker(self, pid: int) -> bool:
        """Is it what removes the semaphores and the memory of ended processes, and then ends?"""
        return False

    @abstractmethod
    def kill(self, pids: Iterable[int]) -> None:
        """End processes at once."""

    @abstractmethod
    def end_strays(self, folder: str) -> None:
        """End whoever works in a folder, or has a file of it open: what a killed run has left."""

    def end_homeless(self, prefix: str) -> None:
        """End whoever works in a folder of which the name begins so, and that has been removed.

        Elsewhere that is not known: it lives on.
        """
        return

    def prover(self, root: int, log: Logbook, outside: frozenset[str] = frozenset()) -> Prover:
        """Return what proves deadlocks of the tree below a process.

        `outside` are pipes whose other end somebody outside the tree holds.
        """
        return NoProver()

    def evidence(self, root: int) -> dict[str, Any]:
        """Return who holds which end of what, in a tree that was stopped; empty elsewhere.

        Then a sentence may not say who could end a wait.
        """
        return {}

    def handles(self, pid: int, signal_number: int) -> bool:
        """Has a process a handler for a signal? One that has none would be ended by it."""
        return True

    def ignores(self, pid: int, signal_number: int) -> bool:
        """Does a process ignore a signal?"""
        return False

    def own_channels(self) -> frozenset[str]:
        """Return the pipes and sockets that this process would hand to a program as its input."""
        return frozenset()

    def semaphores_in_use(self, pids: Iterable[int], since: float) -> set[str]:
        """Return the names of semaphores that some processes have open, made since a moment."""
        return set()

    def sweep(self, trial: str, memory: Iterable[str], used: Iterable[str]) -> list[str]:
        """Remove a trial's semaphores and shared memory; return the names of what was left.

        `memory` are names that the trial has told, and it could tell anything; `used` are further
        semaphores of its own. macOS lists neither, so what a killed trial leaves there stays until
        the next restart; Windows frees both by itself.
        """
        prefix = f"sem.mp-{trial}-"
        left = [name for name in _names(SHARED_MEMORY) if name.startswith(prefix)]
        left += [name for name in sorted(set(memory)) if _is_shared_memory(name)]
        for name in {*left, *used}:
            with contextlib.suppress(OSError):
                os.unlink(f"{SHARED_MEMORY}/{name}")
        return left


def _names(folder: str) -> list[str]:
    with contextlib.suppress(OSError):
        return os.listdir(folder)
    return []


def _is_shared_memory(name: str) -> bool:
    plain = name and not {"/", "\0"} & set(name) and name not in (".", "..")
    return bool(plain) and os.path.isfile(f"{SHARED_MEMORY}/{name}")
