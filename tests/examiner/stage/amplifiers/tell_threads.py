"""Tells where a program starts threads, be it by way of the library."""

import sys
import threading
from typing import Any

from examiner.stage import where
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on


def tell_threads(folder: str) -> None:
    """Log from now on each thread that is started, as something that the program makes."""
    start = threading.Thread.start

    @passes_on
    def told_start(self: Any) -> None:
        place = where.place_of(sys._getframe(1))
        if place[1]:
            recorder(folder).log("make", what="Thread", place=place, key="", maxsize=0)
        start(self)

    threading.Thread.start = told_start  # type: ignore[method-assign]
