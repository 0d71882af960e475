"""Linux as the supervisor sees it: /proc, /dev/shm, and being the reaper of one's orphans."""

import contextlib
import ctypes
import os
import signal
import time
from collections.abc import Iterable, Iterator
from typing import Any

from examiner.supervisor.linux import premises, procfs, proof, wakers
from examiner.supervisor.linux.prover import LinuxProver
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.system import SHARED_MEMORY, NoProver, Prover, System, Usage

_ENDING, _PASS = 5.0, 0.002
"""Seconds to end strays, and between two looks at them."""

_CLOCK_STEP = 0.1
"""Seconds by which a file's time may lag behind the clock."""

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


class Linux(System):
    """What Linux tells."""

    sees_processes = True
    adopts_orphans = True
    sees_starving = True
    controls = True

    def __init__(self, unproved: str = "") -> None:
        """`unproved` is why the calls of threads cannot be read."""
        self.unproved = unproved

    def adopt_orphans(self, folder: str) -> None:
        """Make this process the new parent of every orphan below it."""
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def below(self, root: int) -> dict[int, int]:
        """Return pid → parent of all living processes below `root`."""
        return procfs.family(root)

    def quickly_below(self, root: int) -> set[int]:
        """Return the same pids quickly."""
        found: set[int] = set()
        todo = [root]
        while todo:
            below = procfs.children(todo.pop()) - found
            found |= below
            todo += below
        return found

    def usage(self, pid: int) -> dict[int, Usage]:
        """Return thread → CPU time used and missed."""
        return procfs.usage(pid)

    def sleeps(self, pid: int) -> dict[int, int]:
        """Return thread → its voluntary context switches."""
        return {task.tid: int(task.switches[0]) for task in procfs.tasks(pid) if task.switches}

    def wants_cpu(self, pid: int) -> bool:
        """Has a process a thread that runs, or waits for a CPU or a disk?"""
        return any(task.state in "RD" for task in procfs.tasks(pid))

    def processors(self) -> frozenset[int]:
        """Return the numbers of those that this thread may run on."""
        return frozenset(os.sched_getaffinity(0))

    @contextlib.contextmanager
    def on_one_processor(self) -> Iterator[None]:
        """Within, run on the present processor only, this thread and all that it starts."""
        usable = self.processors()
        _run_on(usable & {procfs.processor(os.getpid())})
        try:
            yield
        finally:
            _run_on(usable)

    def memory(self, pids: set[int], limit: int) -> int:
        """Return the bytes of memory that some processes hold."""
        # What forked processes still share counts for each of them; if it matters, look closer.
        shared = max(map(procfs.shared, pids), default=0)
        rough = sum(map(procfs.resident, pids)) + shared
        return rough if rough <= limit else sum(map(procfs.proportional, pids))

    def unlisted(self, pids: Iterable[int]) -> int:
        """Return the bytes of open files that no folder lists any more, of whoever has most."""
        return max(map(procfs.deleted_files, pids), default=0)

    def end_after(self, parent: int) -> bool:
        """Have this process asked to end as soon as its parent has ended."""
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:  # it has ended before that
            signal.raise_signal(signal.SIGTERM)
        return True

    def end_of(self, pid: int) -> int:
        """Return a descriptor that becomes readable when a process ends.

        Linux before 5.3 has none, and some sandboxes forbid it.
        """
        try:
            return os.pidfd_open(pid)
        except ProcessLookupError:
            raise
        except OSError:
            return -1

    def has_ended(self, pid: int) -> bool:
        """Has a process ended?"""
        return procfs.state(pid) in "ZX"

    def is_stopped(self, pid: int) -> bool:
        """Is a process stopped?"""
        return procfs.state(pid) == "T"

    def dead_children(self, parent: int) -> list[int]:
        """Return the children of a process that have ended and that it has not noticed yet."""
        return [
            pid
            for pid in procfs.pids()
            if procfs.parent(pid) == parent and procfs.state(pid) == "Z"
        ]

    def is_resource_tracker(self, pid: int) -> bool:
        """Is it what removes the semaphores and the memory of ended processes, and then ends?"""
        return procfs.is_resource_tracker(pid)

    def kill(self, pids: Iterable[int]) -> None:
        """End processes at once."""
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def started(self, pid: int) -> int | None:
        """Return when a process was started, in ticks of the kernel's clock."""
        return procfs.started(pid)

    def end_strays(self, folder: str) -> None:
        """End whoever works in a folder, or has a file of it open, and see it ended."""
        limit = time.monotonic() + _ENDING
        while (strays := procfs.workers_in(folder)) and time.monotonic() < limit:
            self.kill(strays)
            time.sleep(_PASS)

    def end_homeless(self, prefix: str) -> None:
        """End whoever works in a folder of which the name begins so, and that has been removed."""
        self.kill(procfs.homeless(prefix))

    def prover(self, root: int, log: Logbook, outside: frozenset[str] = frozenset()) -> Prover:
        """Return what proves deadlocks of the tree below a process, as far as they can be."""
        return LinuxProver(root, log, outside) if self.proves else NoProver()

    def evidence(self, root: int) -> dict[str, Any]:
        """Return who holds which end of what, and in which call each thread is."""
        family = procfs.family(root)
        pids = [pid for pid in family if not premises.is_helper(pid, family)]
        return {"processes": {pid: _process(pid) for pid in pids}}

    def handles(self, pid: int, signal_number: int) -> bool:
        """Has a process a handler for a signal?"""
        return procfs.catches(pid, signal_number)

    def ignores(self, pid: int, signal_number: int) -> bool:
        """Does a process ignore a signal?"""
        return procfs.ignores(pid, signal_number)

    def own_channels(self) -> frozenset[str]:
        """Return the pipes and sockets that this process would hand to a program as its input."""
        held = procfs.descriptors(os.getpid())
        return frozenset(target for number, (target, _) in held.items() if number <= 2)

    def semaphores_in_use(self, pids: Iterable[int], since: float) -> set[str]:
        """Return the names of semaphores that some processes have open, made since a moment."""
        # By their inodes: a mapping has the name under which the C library makes a semaphore.
        inodes = {inode for pid in pids for inode in wakers.semaphores(pid)}
        found = set()
        for entry in _entries(SHARED_MEMORY) if inodes else ():
            with contextlib.suppress(OSError):  # this one may be gone; the others are not
                ours = entry.name.startswith("sem.") and str(entry.inode()) in inodes
                if ours and entry.stat().st_mtime >= since - _CLOCK_STEP:
                    found.add(entry.name)
        return found


def _run_on(processors: frozenset[int]) -> None:
    with contextlib.suppress(OSError):  # one may have been taken away, or there is none
        os.sched_setaffinity(0, processors)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except OSError:
        return []


def _process(pid: int) -> dict[str, Any]:
    descriptors = procfs.descriptors(pid)
    return {
        "descriptors": [
            [number, target, mode, _unread(pid, number, target, mode)]
            for number, (target, mode) in descriptors.items()
        ],
        "calls": {task.tid: [proof.call_name(task), task.state] for task in procfs.tasks(pid)},
        "command": procfs.command(pid)[:200],
    }


def _unread(pid: int, number: int, target: str, mode: str) -> int:
    return procfs.unread(pid, number) if target.startswith("pipe:") and "r" in mode else -1
