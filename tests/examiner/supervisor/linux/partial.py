"""Sleepers that nobody can wake any more, while others still run.

Among all threads that sleep without a time limit, those are left out that something outside could
wake, then those that these could wake, and so on. Whoever remains sleeps for ever: all who could
end such a wait are dead, or remain themselves.

Who could: of a pipe, whoever holds its other end; of a semaphore, whoever has it mapped; of
memory of one's own, another thread of the process; of a process, the process by ending.
"""

from collections import defaultdict
from collections.abc import Iterable

from examiner.supervisor.linux import procfs, wakers
from examiner.supervisor.linux.procfs import Task
from examiner.supervisor.linux.wakers import Awaited


def stuck(
    asleep: Iterable[Task], running: Iterable[Task], pairs: dict[str, str], outside: set[str]
) -> list[Task]:
    """Return the sleepers that nobody can wake.

    `asleep` wait without a time limit, `running` are all other threads. `pairs` maps a socket to
    its other end, `outside` are pipes whose other end may be elsewhere.
    """
    remaining = set(asleep)
    alive = {task.pid for task in [*remaining, *running]}
    ends = _Ends(alive, pairs)
    wakers = {task: ends.wakers(task, outside) for task in remaining}
    free: dict[int, set[int]] = defaultdict(set)
    for task in running:
        free[task.pid].add(task.tid)
    changed = True
    while changed:
        changed = False
        for task in list(remaining):
            if wakers[task] is None or any(_can_act(pid, task, free) for pid in wakers[task] or ()):
                remaining.discard(task)
                free[task.pid].add(task.tid)
                changed = True
    return sorted(remaining)


def _can_act(pid: int, sleeper: Task, free: dict[int, set[int]]) -> bool:
    return bool(free[pid] - ({sleeper.tid} if pid == sleeper.pid else set()))


class _Ends:
    """Who holds what, looked up once."""

    def __init__(self, pids: set[int], pairs: dict[str, str]) -> None:
        self.pids = pids
        self.pairs = pairs
        self.held = {pid: procfs.descriptors(pid).values() for pid in pids}
        self.mapped = {pid: wakers.semaphores(pid) for pid in pids}

    def wakers(self, task: Task, outside: set[str]) -> set[int] | None:
        """Return the processes that could end a thread's wait, None if anybody could."""
        found: set[int] = set()
        for thing in wakers.awaited(task):
            able = self._able(thing, outside)
            if able is None:
                return None
            found |= able
        return found

    def _able(self, thing: Awaited, outside: set[str]) -> set[int] | None:
        if thing.name in outside or thing.kind == "unknown":
            return None
        if thing.kind == "semaphore":
            return {pid for pid, inodes in self.mapped.items() if thing.name in inodes}
        if thing.kind in ("memory", "process"):
            return {int(thing.name)} & self.pids
        return self._holders(thing)

    def _holders(self, thing: Awaited) -> set[int] | None:
        if thing.name.startswith("pipe:["):
            wanted = "w" if thing.kind == "read" else "r"
            return {
                pid
                for pid, held in self.held.items()
                if any(target == thing.name and wanted in mode for target, mode in held)
            }
        other = self.pairs.get(thing.name)
        if other is None:
            return None  # a file, a terminal, the network
        return {
            pid for pid, held in self.held.items() if any(target == other for target, _ in held)
        }
