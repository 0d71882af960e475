"""Looks at a tree again and again for the proof that all of it, or a part, sleeps for ever."""

import time

from examiner.supervisor.linux import partial, premises, procfs, proof
from examiner.supervisor.logbook import Logbook

OBJECTION_STANDS = 0.5
"""Seconds before an objection to a proof is looked at again: that takes a look at all processes."""

STUCK_FOR = 1.0
"""Seconds that some must have slept while others run before they are called stuck."""

PARTIAL_LOOK = 0.5
"""Seconds between two looks for them."""


class LinuxProver:
    """Compares snapshots of a tree's threads."""

    def __init__(self, root: int, log: Logbook, outside: frozenset[str] = frozenset()) -> None:
        """The tree is below `root`; `outside` are pipes whose other end somebody else holds."""
        self.root = root
        self.log = log
        self.outside = outside
        self.objections: list[str] = []
        """Why a set of sleepers was not taken for a deadlock, the last time there was one."""
        self._now: list[procfs.Task] = []
        self._before: list[procfs.Task] = []
        self._next_objection = 0.0
        self._slept: dict[procfs.Task, float] = {}
        self._next_partial = 0.0

    @property
    def is_close(self) -> bool:
        """Did everything sleep at the last look? The next one may complete the proof."""
        return bool(self._before)

    def look(self, pids: set[int]) -> bool:
        """Look at these processes, the tree's; True if the tree is proved to be deadlocked."""
        before = self._before
        if before and set(procfs.family(self.root)) != {task.pid for task in before}:
            before = []
        servers = self.log.servers
        self._now = [
            task
            for pid in pids
            for task in procfs.tasks(pid)
            if not (pid in servers and _is_polling(task))
        ]
        if before and proof.all_asleep(before, self._now) and not self._is_objected_to():
            return True
        asleep = bool(self._now) and all(map(proof.waits_for_ever, self._now))
        self._before = self._now if asleep else []
        return False

    def _is_objected_to(self) -> bool:
        """Might somebody else still wake a sleeper? Then no proof can be given."""
        if time.monotonic() < self._next_objection:
            return True
        family = procfs.family(self.root)
        self.objections = premises.objections(self._now, family, self.log, self.outside)
        self._next_objection = time.monotonic() + OBJECTION_STANDS
        return bool(self.objections)

    def stuck(self) -> frozenset[int]:
        """Return the processes that sleep for ever while others run."""
        now, tasks = time.monotonic(), self._now
        self._slept = {
            task: self._slept.get(task, now) for task in tasks if proof.waits_for_ever(task)
        }
        old = [task for task, since in self._slept.items() if now - since >= STUCK_FOR]
        if now < self._next_partial or not old or len(old) == len(tasks):
            return frozenset()
        self._next_partial = now + PARTIAL_LOOK
        family = procfs.family(self.root)
        helpers = {pid for pid in family if premises.is_helper(pid, family)}
        if set(family) - helpers - self.log.up:
            return frozenset()  # one that is still starting may get hold of anything
        running = [task for task in tasks if task not in old]
        pairs = premises.socket_pairs(self.log)
        found = partial.stuck(old, running, pairs, set(self.outside))
        return frozenset(task.pid for task in found) - helpers


def _is_polling(task: procfs.Task) -> bool:
    # A manager's server looks for its end once a second, for ever; its other threads serve.
    return task.tid == task.pid and task.state == "S"
