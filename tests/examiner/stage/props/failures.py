"""Calls that fail, values that do not travel, and items that kill who unpickles them."""

import os
import queue
from typing import Any, NoReturn

from examiner.facts.labels import label
from examiner.stage.props.steps import Step, end_process
from examiner.stage.recorder import recorder
from examiner.stage.where import meant

FAILING_LINE = "the_line_that_fails"
"""Name of the function whose line raises: a traceback that shows the line shows it."""


class TwoParts(Exception):
    """An exception that does not survive pickling: it would be rebuilt from its one message."""

    def __init__(self, what: object, why: object) -> None:
        """Both parts are needed."""
        super().__init__(f"{what}, {why}")


class Holding(Exception):
    """An exception that cannot be pickled: it holds a function without a name."""

    def __init__(self, message: str) -> None:
        """Hold it."""
        super().__init__(message)
        self.held = lambda: None


_KINDS: dict[str, Any] = {
    "ValueError": lambda item: ValueError(f"bad {item}"),
    "KeyError": lambda item: KeyError(f"no {item}"),  # its str() has quotes
    "TwoParts": lambda item: TwoParts(item, "odd"),
    "Holding": lambda item: Holding(f"held {item}"),
    "Nested": lambda item: type("Nested", (Exception,), {})(f"nested {item}"),
    "EOFError": EOFError,
    "Empty": queue.Empty,
    "StopIteration": StopIteration,
    "BrokenPipeError": BrokenPipeError,
    "KeyboardInterrupt": KeyboardInterrupt,
    "SystemExit": SystemExit,
}


def fails(kind: str, item: object) -> Step:
    """Raise an exception made on the spot: not all of them could be sent there.

    `kind` is the name of the exception's class, `item` goes into its message.
    """
    return Step(_fail, kind, item)


def _fail(folder: str, kind: str, item: Any) -> None:
    if kind == "SystemExit":  # the process may end of it
        recorder(folder).log("killed", code=item)
    _further_down(DEPTH, _KINDS[kind](item))


DEPTH = 8
"""Calls below the handler in which it raises: the first few frames of a traceback show little."""


def _further_down(calls: int, error: BaseException) -> None:
    """Raise an exception so many calls further down."""
    try:
        if calls:
            _further_down(calls - 1, error)
        the_line_that_fails(error)
    finally:
        del error


def breaks(kind: str, item: object) -> Step:
    """Raise such an exception where it ends the process."""
    return Step(_break, kind, item)


def _break(folder: str, kind: str, item: Any) -> None:
    recorder(folder).log("killed", code=0 if kind == "SystemExit" and not item else 1)
    the_line_that_fails(_KINDS[kind](item))


def the_line_that_fails(error: BaseException) -> NoReturn:
    """Raise an exception.

    Its traceback has this frame, so the name would make it a cycle, and of the answer's frames a
    part. CPython 3.12 can crash when it collects a cycle that has a `BytesIO.getbuffer()` in it.
    """
    try:
        raise meant(error)
    finally:
        del error


def message_of(kind: str, item: object) -> str:
    """Return the message of the exception that `fails` raises."""
    return str(_KINDS[kind](item))


class Unsendable:
    """Stands for a value that cannot be pickled, until a Function gives it."""

    def __init__(self, message: str = "") -> None:
        """With a message its pickling raises a ValueError; else pickle has no way for it."""
        self.message = message

    def made(self) -> Any:
        """Return the value."""
        return _Refusal(self.message) if self.message else lambda: None


class _Refusal:
    def __init__(self, message: str) -> None:
        self.message = message

    def __reduce__(self) -> NoReturn:
        the_line_that_fails(ValueError(self.message))


class Bomb:
    """An item whose unpickling ends the process, unless that is the one which made it."""

    def __init__(self, folder: str, code: int, maker: int = 0) -> None:
        """End it with that exit code, or by that signal if negative."""
        self.folder = folder
        self.code = code
        self.maker = maker or os.getpid()
        self.label = f"bomb {label(code)}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _explode, (type(self), self.folder, self.code, self.maker)


def _explode(kind: type[Bomb], folder: str, code: int, maker: int) -> Bomb:
    if os.getpid() != maker:
        end_process(folder, code)
    return kind(folder, code, maker)


class DeadSource(Bomb):
    """A Bomb as a source: where nothing is unpickled, whoever begins to iterate over it dies."""

    def __iter__(self) -> NoReturn:
        end_process(self.folder, self.code)
