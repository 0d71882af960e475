"""Looks at a tree again and again for the proof that all of it sleeps for ever."""

import time

from examiner.supervisor.linux import premises, procfs, proof
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.tree import Tree

OBJECTION_STANDS = 0.5
"""Seconds before an objection to a proof is looked at again: that takes a look at all processes."""


class Prover:
    """Compares snapshots of a tree's threads."""

    def __init__(self, tree: Tree, log: Logbook, outside: frozenset[str] = frozenset()) -> None:
        """`outside` are pipes whose other end somebody outside the tree holds."""
        self.tree = tree
        self.log = log
        self.outside = outside
        self.objections: list[str] = []
        """Why a set of sleepers was not taken for a deadlock, the last time there was one."""
        self.now: list[procfs.Task] = []
        """The threads as they were at the last look, those of polling servers left out."""
        self._before: list[procfs.Task] = []
        self._next_objection = 0.0

    @property
    def is_close(self) -> bool:
        """Did everything sleep at the last look? The next one may complete the proof."""
        return bool(self._before)

    def look(self, pids: set[int]) -> bool:
        """Look at these processes, the tree's; True if the tree is proved to be deadlocked."""
        before = self._before
        if before and set(self.tree.all_pids()) != {task.pid for task in before}:
            before = []
        servers = self.log.servers
        self.now = [
            task
            for pid in pids
            for task in procfs.tasks(pid)
            if not (pid in servers and _is_polling(task))
        ]
        if before and proof.all_asleep(before, self.now) and not self._is_objected_to():
            return True
        self._before = self.now if self.now and all(map(proof.waits_for_ever, self.now)) else []
        return False

    def _is_objected_to(self) -> bool:
        """Might somebody else still wake a sleeper? Then no proof can be given."""
        if time.monotonic() < self._next_objection:
            return True
        family = self.tree.all_pids()
        self.objections = premises.objections(self.now, family, self.log, self.outside)
        self._next_objection = time.monotonic() + OBJECTION_STANDS
        return bool(self.objections)


def _is_polling(task: procfs.Task) -> bool:
    # A manager's server looks for its end once a second, for ever; its other threads serve.
    return task.tid == task.pid and task.state == "S"
