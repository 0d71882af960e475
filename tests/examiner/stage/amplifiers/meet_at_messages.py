"""Amplifier: child processes that pass something on wait for the others to have something, too."""

from collections.abc import Callable
from multiprocessing import queues, synchronize
from typing import Any

from examiner.stage import cpython
from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.props.working import Meeting
from examiner.stage.where import passes_on

_YIELD = 0.002
"""Seconds that others have to take a lock which somebody has given back."""


def meet_at_messages(folder: str, crew: int) -> None:
    """Let child processes meet where they first put or send something.

    Who gives a lock back lets the others go first. Else one that works while it holds the lock may
    take it again and again.
    """
    meeting = Meeting(folder, "message", crew)

    def meeting_first(original: Callable[..., Any]) -> Callable[..., Any]:
        @passes_on
        def passing_on(*arguments: Any, **named: Any) -> Any:
            meeting.come()
            return original(*arguments, **named)

        return passing_on

    connection = cpython.CONNECTION.get()
    kinds: list[Any] = [queues.Queue, queues.SimpleQueue, queues.JoinableQueue]
    for kind, method in [*((kind, "put") for kind in kinds), (connection, "send"),
                         (connection, "send_bytes")]:  # fmt: skip
        setattr(kind, method, meeting_first(vars(kind)[method]))
    leave = synchronize.SemLock.__exit__

    @passes_on
    def leave_to_others(self: Any, *error: Any) -> None:
        leave(self, *error)
        sleep(_YIELD)

    synchronize.SemLock.__exit__ = leave_to_others  # type: ignore[method-assign]
