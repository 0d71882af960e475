"""Watches a trial until it ends, is proved to be deadlocked, or oversteps a limit."""

import os
import select
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from examiner.facts.calls import TALLY_PREFIX
from examiner.facts.endings import Ending
from examiner.facts.job import Limits
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.system import System, Usage
from examiner.supervisor.tree import Tree

TICK = 0.04
"""Seconds between two looks."""

GLANCE = 0.005
"""Seconds between two glances whether the first process has ended, where nothing tells of it."""

SECOND_LOOK = 0.015
"""Seconds to the look that may complete a proof: the interval's length adds nothing to it."""

ACCOUNTING = 5
"""CPU time, memory and disk are read every so many looks."""

SPINNING = 3.0
"""CPU seconds without any progress after which a trial counts as spinning."""

AFTERLIFE = 2.0
"""Seconds that helpers and ending children may outlive the first process of a trial."""


@dataclass
class Observed:
    """What a watch saw."""

    ending: Ending = Ending.SELF
    quiet: list[dict[str, Any]] = field(default_factory=list)
    """Quiet pauses, as QuietPause.plain gives them."""
    cpu: float = 0.0
    """CPU seconds of the whole trial, as far as seen."""


class QuietPause:
    """Who uses the CPU while every process ought to be asleep.

    Sampled all the time, because a process may end right after the pause, before we look again.
    """

    def __init__(self, system: System, pids: Iterable[int]) -> None:
        """Begin now, with these processes."""
        self.began = time.monotonic()
        self._system = system
        self._before: dict[int, tuple[float, dict[int, Usage], dict[int, int]]] = {}
        self._spent: dict[int, tuple[float, float, float, int]] = {}
        self.sample(pids)

    def sample(self, pids: Iterable[int]) -> None:
        """Note what these have used up to now, and how often they woke up, since first seen."""
        for pid in pids:
            now, usage, sleeps = time.monotonic(), self._system.usage(pid), self._system.sleeps(pid)
            since, used_before, slept_before = self._before.setdefault(pid, (now, usage, sleeps))
            used, starved = _spent(used_before, usage)
            self._spent[pid] = (now - since, used, starved, _most_wakes(slept_before, sleeps))

    def plain(self) -> dict[str, Any]:
        """Return it as plain data.

        When it began (monotonic seconds), and pid → [seconds, CPU seconds used, starved, wakes].
        """
        return {"began": self.began, "spent": self._spent}


class Watch:
    """Looks at a tree again and again, and decides when to stop."""

    def __init__(self, tree: Tree, log: Logbook, limits: Limits) -> None:
        """Nothing is looked at yet."""
        self.tree = tree
        self.log = log
        self.limits = limits
        self.seen = Observed()
        self.prover = tree.system.prover(tree.root, log)
        self._usage: dict[int, dict[int, Usage]] = {}
        self._quiet: QuietPause | None = None
        self._accounted = time.monotonic()
        self._stamp = 0
        self._progress = False
        self._end_of_first: int | None = None
        self._charged = 0.0
        self._cpu_at_progress = 0.0
        self._first_gone: float | None = None

    def run(self, alive: int | None) -> Observed:
        """Watch to the end; `alive` is a descriptor that becomes readable when we must stop."""
        begun = last = time.monotonic()
        looks = 0
        while not self._over(alive):
            now = time.monotonic()
            if self._look(looks, now - last) or self._overstepped(now - begun):
                return self.seen
            last, looks = now, looks + 1
        return self.seen

    def _over(self, alive: int | None) -> bool:
        """Wait for the next look; True when the tree has ended or the examiner wants to stop."""
        pause = SECOND_LOOK if self.prover.is_close else TICK
        self.tree.reap()
        if self.tree.first_status is not None:
            if self.tree.is_alone():
                return True
            self._first_gone = self._first_gone or time.monotonic()
            if time.monotonic() - self._first_gone > AFTERLIFE:
                self.seen.ending = Ending.ORPHANS
                return True
            pause = 0.001
        self._rest(pause, alive)
        return False

    def _rest(self, pause: float, alive: int | None) -> None:
        """Wait, but not on after the end of the first process: it is not to be slept over."""
        runs = self.tree.first_status is None
        end = self._first_descriptor() if runs else -1
        watched = [number for number in (alive, end) if number is not None and number >= 0]
        limit = time.monotonic() + pause
        while (left := limit - time.monotonic()) > 0:
            step = min(left, GLANCE) if runs and end < 0 else left
            if not watched:
                time.sleep(step)
            elif readable := select.select(watched, [], [], step)[0]:
                if alive in readable:
                    raise InterruptedError
                return
            self.tree.reap()
            if runs and self.tree.first_status is not None:
                return

    def _first_descriptor(self) -> int:
        """Return what becomes readable when the first process ends, -1 if there is no such."""
        if self._end_of_first is None:
            self._end_of_first = self.tree.system.end_of(self.tree.first)
        return self._end_of_first

    def _look(self, number: int, passed: float) -> bool:
        progress = self._follow(self.log.read()) or self._counts_went_on()
        if not self.tree.system.sees_starving:
            # Nothing tells waiting for a CPU from waiting for others: only standing still counts.
            self._charged = 0.0 if progress else self._charged + passed
        if self._quiet is not None:
            self._quiet.sample(self.tree.pids())
        pids = self.tree.pids()
        if len(pids) > self.limits.processes:
            self.seen.ending = Ending.PROCESSES
            return True
        self._progress |= progress
        if number % ACCOUNTING == 0 and self._account(pids):
            return True
        return self.tree.first_status is None and self._proved(pids)

    def _follow(self, entries: list[dict[str, Any]]) -> bool:
        for entry in entries:
            if entry["kind"] == "quiet":
                self._mark_quiet(entry.get("phase") == "begin")
        return bool(entries)

    def _mark_quiet(self, begins: bool) -> None:
        if begins:
            self._quiet = QuietPause(self.tree.system, self.tree.pids())
        elif self._quiet is not None:
            self.seen.quiet.append(self._quiet.plain())
            self._quiet = None

    def _account(self, pids: set[int]) -> bool:
        usage = {pid: self.tree.system.usage(pid) for pid in pids}
        used, starved = 0.0, 0.0
        for pid, now in usage.items():
            spent = _spent(self._usage.get(pid, {}), now)
            used += spent[0]
            starved += spent[1]  # one after the other, where they wait for one another in turn
        self.seen.cpu += used
        self._usage = usage
        moment = time.monotonic()
        passed, self._accounted = moment - self._accounted, moment
        if self.tree.system.sees_starving:
            self._charged += passed - min(starved, 0.9 * passed)
        if self._progress:
            self._progress = False
            self._cpu_at_progress = self.seen.cpu
        return self._spins() or self._hoards(pids)

    def _spins(self) -> bool:
        if self.seen.cpu - self._cpu_at_progress > SPINNING:
            self.seen.ending = Ending.SPINNING
            return True
        return False

    def _counts_went_on(self) -> bool:
        before, self._stamp = self._stamp, self._tally_stamp()
        return before != self._stamp

    def _tally_stamp(self) -> int:
        names = (e.name for e in os.scandir(self.tree.folder) if e.name.startswith(TALLY_PREFIX))
        return sum(_changed(os.path.join(self.tree.folder, name)) for name in names)

    def _hoards(self, pids: set[int]) -> bool:
        system, written = self.tree.system, disk_use(os.path.join(self.tree.folder, "t"))
        if system.memory(pids, self.limits.memory) > self.limits.memory:
            self.seen.ending = Ending.MEMORY
        elif written + system.unlisted(pids) > self.limits.disk:
            self.seen.ending = Ending.DISK
        else:
            return False
        return True

    def _proved(self, pids: set[int]) -> bool:
        if not self.prover.look(pids):
            return False
        self.seen.ending = Ending.PROOF
        return True

    def _overstepped(self, wall: float) -> bool:
        printed = sum(_size(os.path.join(self.tree.folder, name)) for name in ("out", "err"))
        if printed > self.limits.output:
            self.seen.ending = Ending.OUTPUT
        elif self.log.full:
            self.seen.ending = Ending.LOG
        elif self._charged > self.limits.deadline or wall > self.limits.wall:
            self.seen.ending = Ending.DEADLINE
        else:
            return False
        return True


def _spent(before: dict[int, Usage], now: dict[int, Usage]) -> list[float]:
    """Return the CPU seconds that a process used, and the longest that one of its tasks starved."""
    nothing = Usage(0.0, 0.0)
    used = sum(use.used - before.get(tid, nothing).used for tid, use in now.items())
    starved = (use.starved - before.get(tid, nothing).starved for tid, use in now.items())
    return [used, max(starved, default=0.0)]


def _most_wakes(before: dict[int, int], now: dict[int, int]) -> int:
    """Return how often that of its tasks woke up that did so most."""
    return max((sleeps - before.get(tid, 0) for tid, sleeps in now.items()), default=0)


def _changed(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


def disk_use(folder: str) -> int:
    """Return the bytes of all files below a folder."""
    total = 0
    try:
        for where, _, names in os.walk(folder):
            total += sum(_size(os.path.join(where, name)) for name in names)
    except RecursionError:  # os.walk of Python 3.11, in thousands of nested folders
        pass
    return total
