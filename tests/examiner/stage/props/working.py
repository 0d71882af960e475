"""Work that tells who does it, and at which the child processes of a program meet."""

import functools
import os
import re
from collections.abc import Callable
from multiprocessing import parent_process
from typing import Any

from examiner.facts.control import ADDRESS
from examiner.stage.amplifiers.replacing import sleep
from examiner.stage.itself import SEES_OTHERS, is_asleep
from examiner.stage.recorder import recorder
from examiner.stage.where import passes_on

_LOOK = 0.012
"""Seconds between two looks at the others."""

_STILL = 25 if SEES_OTHERS else 125
"""Looks in a row at which everything is at rest, until it is clear that nobody will come."""

_UP = re.compile(rb'^\{"kind":"up","pid":(\d+)', re.MULTILINE)


class Meeting:
    """Where each child process waits, at the first work that it does, for some others to work too.

    So a quick one cannot do all the work before the others have begun. It is not held for ever:
    where everything else is at rest nobody comes, and it goes on. A controller of schedules holds
    it back as it likes; then it is only told who works.
    """

    def __init__(self, folder: str, name: str, crew: int) -> None:
        """`crew` is how many shall work, `name` what their work is told as."""
        self.folder = folder
        self.name = name
        self.crew = crew

    def come(self, item: str = "") -> None:
        """Tell that this process works: the first time, or each time if the `item` is named."""
        here = (os.getpid(), self.name)
        if here not in _came or item:
            recorder(self.folder).log("work", name=self.name, item=item)
        if here not in _came:
            _came.add(here)
            controlled = os.path.exists(os.path.join(self.folder, ADDRESS))
            if parent_process() is not None and not controlled:
                self._wait(f"{self.name}-{os.getpid()}")

    def _wait(self, who: str) -> None:
        for kind in ("met", "held"):
            with open(self._file(f"{kind}-{who}"), "w", encoding="ascii"):
                pass
        still, seen = 0, b""
        while still < _STILL and len(self._files(f"met-{self.name}-")) < self.crew:
            sleep(_LOOK)
            with open(recorder(self.folder).path, "rb") as log:
                now = log.read()
            still = still + 1 if now == seen and self._is_at_rest(now) else 0
            seen = now
        os.unlink(self._file(f"held-{who}"))

    def _is_at_rest(self, log: bytes) -> bool:
        """Have all processes come up, and do they sleep, but for those that are held here?"""
        up = {int(pid) for pid in _UP.findall(log)}
        held = {int(name.rpartition("-")[2]) for name in self._files("held-")}
        unborn = log.count(b'{"kind":"start"') - len(up) + 1
        return unborn <= 0 and all(map(is_asleep, up - held))

    def _files(self, prefix: str) -> list[str]:
        return [name for name in os.listdir(self.folder) if name.startswith(prefix)]

    def _file(self, name: str) -> str:
        return os.path.join(self.folder, name)


_came: set[tuple[int, str]] = set()
"""Which processes have come where; what a forked child finds there is its parent's."""


def watched(folder: str, name: str, crew: int, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of a program's own at whose calls its processes meet."""
    meeting = Meeting(folder, name, crew)

    @passes_on
    @functools.wraps(function)
    def work(*args: Any, **kwargs: Any) -> Any:
        meeting.come()
        return function(*args, **kwargs)

    return work


class Factor(int):
    """A number; whoever multiplies by it works."""

    _meeting: Meeting

    def __new__(cls, number: int, folder: str, name: str, crew: int) -> "Factor":
        """The rest are a Meeting's."""
        made = super().__new__(cls, number)
        made._meeting = Meeting(folder, name, crew)
        return made

    @passes_on
    def __mul__(self, other: Any) -> Any:
        self._meeting.come()
        return int(self) * other

    __rmul__ = __mul__

    def __reduce__(self) -> tuple[Any, ...]:
        meeting = self._meeting
        return Factor, (int(self), meeting.folder, meeting.name, meeting.crew)


class Document(bytes):
    """A text that tells each time that it is pickled, to be handed to another process."""

    _folder: str

    def __new__(cls, text: bytes, folder: str) -> "Document":
        """Tell the trial's folder."""
        made = super().__new__(cls, text)
        made._folder = folder
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        recorder(self._folder).log("pickle", item="a document", maker=os.getpid())
        return Document, (bytes(self), self._folder)


def expression(made: Callable[..., Any], *arguments: object, more: str = "") -> str:
    """Return the Python expression for what one of these gives; `more` are arguments as text."""
    given = ", ".join([*map(repr, arguments), *([more] if more else [])])
    return f"__import__({made.__module__!r}, fromlist=['']).{made.__name__}({given})"
