"""Items that report or misbehave when they are pickled."""

import os
import time
from typing import Any

from examiner.facts.labels import label
from examiner.stage.props.quiet import quiet
from examiner.stage.props.steps import Step, end_process
from examiner.stage.recorder import recorder
from examiner.stage.where import meant


class Witness:
    """An item that reports which process pickles it. `value` is what it stands for."""

    def __init__(self, folder: str, value: Any, maker: int = 0) -> None:
        """The process that makes it first is its `maker`."""
        self.folder = folder
        self.value = value
        self.maker = maker or os.getpid()
        self.label = label(value)

    def __reduce__(self) -> tuple[Any, ...]:
        recorder(self.folder).log("pickle", item=self.label, maker=self.maker)
        if os.getpid() != self.maker:
            # Only away from home: Process.start pickles its arguments in the caller.
            self.away()
        return type(self), (self.folder, self.value, self.maker)

    def away(self) -> None:
        """What more happens when another process than the maker pickles it."""


class Slow(Witness):
    """A Witness whose pickling takes a quiet pause."""

    def away(self) -> None:
        """Be slow."""
        quiet(self.folder)


UNPICKLING = 0.3
"""Seconds that it takes to unpickle a Late item."""


class Late(Witness):
    """A Witness that has been taken out of its pipe long before whoever took it has it."""

    def __reduce__(self) -> tuple[Any, ...]:
        kind, arguments = super().__reduce__()
        return _unpickled_late, (os.getpid(), kind, *arguments)


def _unpickled_late(
    pickled_by: int, kind: type[Witness], folder: str, value: Any, maker: int
) -> Witness:
    if os.getpid() != pickled_by:
        time.sleep(UNPICKLING)
    return kind(folder, value, maker)


class Lasting:
    """A value that takes so many seconds to pickle, or to unpickle; what comes is what it holds."""

    def __init__(self, value: Any, pickling: float = 0.0, unpickling: float = 0.0) -> None:
        """It is shown as the value."""
        self.value = value
        self.pickling = pickling
        self.unpickling = unpickling
        self.label = label(value)

    def __reduce__(self) -> tuple[Any, ...]:
        time.sleep(self.pickling)
        return _after, (self.unpickling, self.value)


def _after(seconds: float, value: Any) -> Any:
    time.sleep(seconds)
    return value


BULK = 1 << 20
"""Bytes that a Bulky item takes in a pipe, which holds 64 KiB or so."""


class Bulky(Witness):
    """A Witness that does not fit into any pipe: whoever writes it blocks until somebody reads."""

    def __init__(self, folder: str, value: Any, maker: int = 0, bulk: bytes = b"") -> None:
        """`bulk` only fills the pipe."""
        super().__init__(folder, value, maker)

    def __reduce__(self) -> tuple[Any, ...]:
        kind, arguments = super().__reduce__()
        return kind, (*arguments, bytes(BULK if os.getpid() != self.maker else 0))


class Stepping(Witness):
    """A Witness at whose pickling something happens.

    If that opens a gate, it has been put, and not only taken from a source; if it waits for one, it
    has been put, and has not arrived.
    """

    def __init__(self, folder: str, value: Any, maker: int = 0, step: Step | None = None) -> None:
        """Without a step it is only a Witness."""
        super().__init__(folder, value, maker)
        self.step = step

    def __reduce__(self) -> tuple[Any, ...]:
        kind, arguments = super().__reduce__()
        return kind, (*arguments, self.step)

    def away(self) -> None:
        """Do the step."""
        if self.step is not None:
            self.step(self.folder)


class Poison(Witness):
    """A Witness whose pickling ends the process, as a crash or the OOM killer would.

    Its value is the exit code, or minus the number of a signal.
    """

    def away(self) -> None:
        """End the process."""
        end_process(self.folder, self.value)


class Refusing(Witness):
    """A Witness that cannot be pickled.

    The exception ends its sender, as an ordinary mistake does.
    """

    def away(self) -> None:
        """Raise."""
        recorder(self.folder).log("killed", code=1)
        raise meant(TypeError(f"{self.label} cannot be pickled"))
