"""Amplifier: whoever clears an event does so late, and whoever was let through goes on late."""

from multiprocessing import synchronize
from typing import Any

from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.where import passes_on


def late_at_events(folder: str, clearing: float = 0.0, passing: float = 0.0) -> None:
    """Rest so many seconds before an event is cleared, and after it has let somebody through.

    Between a look and `clear()` it may be set, and that is lost; between `wait()` and what comes
    next it may be cleared again, by somebody who takes it that nobody is on the way.
    """
    clear, wait = synchronize.Event.clear, synchronize.Event.wait

    @passes_on
    def late_clear(self: Any) -> None:
        sleep(clearing)
        clear(self)

    @passes_on
    def late_wait(self: Any, timeout: float | None = None) -> bool:
        passed: bool = wait(self, timeout)
        if passed:
            sleep(passing)
        return passed

    synchronize.Event.clear = late_clear  # type: ignore[method-assign]
    synchronize.Event.wait = late_wait  # type: ignore[method-assign]
