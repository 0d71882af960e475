"""Amplifier: child processes that have taken a lock wait for the others to have taken one, too."""

from collections.abc import Callable
from multiprocessing import synchronize
from typing import Any

from examiner.stage.amplifiers.locks import change_acquire
from examiner.stage.props.working import Meeting
from examiner.stage.where import passes_on


def meet_at_locks(folder: str, crew: int) -> None:
    """Let child processes meet when each has taken its first lock.

    Two that take the same locks in different orders then wait for each other, every time. Who finds
    its first lock taken comes to no meeting: where everybody else sleeps, the others go on.
    """
    meeting = Meeting(folder, "lock", crew)

    def meeting_after(acquire: Callable[..., bool]) -> Callable[..., bool]:
        @passes_on
        def acquire_and_meet(*arguments: Any, **named: Any) -> bool:
            got = acquire(*arguments, **named)
            if got:
                meeting.come()
            return got

        return acquire_and_meet

    change_acquire(meeting_after)
    for kind in (synchronize.Lock, synchronize.RLock, synchronize.Semaphore):
        kind.__enter__ = meeting_after(kind.__enter__)  # type: ignore[method-assign]
