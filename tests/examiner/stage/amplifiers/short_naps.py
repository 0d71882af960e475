"""Amplifier: `time.sleep()` ends soon."""

import time

from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.where import passes_on

_NAP = 0.005
"""Seconds that are left of a sleep."""


def short_naps(folder: str, longest: float = _NAP) -> None:
    """Let `time.sleep()` end at once: how long something takes is never known.

    With a `longest` sleep who polls still does so rarely, and only who hopes is too early.
    """

    @passes_on
    def nap(seconds: float) -> None:
        sleep(min(seconds, longest))

    time.sleep = nap  # type: ignore[assignment]
