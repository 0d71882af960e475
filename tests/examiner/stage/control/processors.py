"""The machine's processors: a run under control keeps to one of them, and sees them all.

Only one thread of a run goes on at a time. On the same processor the next one is there at once: to
wake another takes longer than what a step does.
"""

import os
from collections.abc import Iterable
from typing import Any


class _Seen:
    """What the program shall see as usable; nothing, if it may see what is."""

    def __init__(self) -> None:
        self.processors: frozenset[int] = frozenset()


seen = _Seen()


def install(usable: Iterable[int]) -> None:
    """Let the program see all that there were before; who was not forked is told of them here."""
    seen.processors = frozenset(usable) or seen.processors
    if not seen.processors:
        return
    affinity: Any = os.sched_getaffinity

    def sched_getaffinity(pid: int) -> set[int]:
        """Return the processors that a process may run on."""
        found = set(affinity(pid))
        return set(seen.processors) if len(found) == 1 else found

    os.sched_getaffinity = sched_getaffinity
