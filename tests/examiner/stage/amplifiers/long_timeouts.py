"""Amplifier: timed waits for data run out late."""

from examiner.stage.amplifiers.timed_waits import change_limits
from examiner.stage.where import passes_on


def long_timeouts(folder: str, times: float) -> None:
    """Let each timed wait for data take so many times longer, if there are none.

    Who waits for all that may come is woken by it. Who waits for one after the other, a moment
    each, holds up what has come from the rest, and not by a moment only.
    """

    @passes_on
    def longer(seconds: float) -> float:
        return seconds * times

    change_limits(longer)
