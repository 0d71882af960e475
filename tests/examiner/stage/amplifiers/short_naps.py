"""Amplifier: `time.sleep()` ends at once."""

import time

from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.where import passes_on

_NAP = 0.005
"""Seconds that are left of a sleep."""


def short_naps(folder: str) -> None:
    """Let `time.sleep()` end at once: how long something takes is never known."""

    @passes_on
    def nap(seconds: float) -> None:
        sleep(min(seconds, _NAP))

    time.sleep = nap  # type: ignore[assignment]
