"""Odd items: whatever an answer does with them besides passing them on goes wrong."""

import ast
import enum
import queue
import random
from collections.abc import Sequence
from typing import Any, NoReturn

from examiner.facts.labels import label
from examiner.facts.log import MEANT
from examiner.facts.worlds import OWN, World


class Odd:
    """An item that stands for a number."""

    def __init__(self, number: int) -> None:
        """`label` is how it is told."""
        self.number = number
        self.label = f"<{type(self).__name__.lower()} {number}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.number,)


class Equal(Odd):
    """Equals everything: a comparison with == takes it for an end mark."""

    def __init__(self, number: Any) -> None:
        super().__init__(number)
        self.label = f"<{label(number)}, equal to everything>"

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


class Incomparable(Odd):
    """Raises if it is compared."""

    def __eq__(self, other: object) -> NoReturn:
        raise _touched("compared with ==", self.label)

    __ne__ = __eq__
    __hash__ = object.__hash__


class Touchy(Odd):
    """Raises if it is asked for its truth, its length or its hash."""

    def __bool__(self) -> NoReturn:
        raise _touched("asked whether it is true", self.label)

    def __len__(self) -> NoReturn:
        raise _touched("asked for its length", self.label)

    def __hash__(self) -> NoReturn:
        raise _touched("hashed", self.label)


def _touched(how: str, label: str) -> TypeError:
    error = TypeError(f"the item {label} was {how}")
    setattr(error, MEANT, True)
    return error


class _Error(Exception):
    """An exception as an item."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.label = f"{type(self).__name__}({number})"


class Failure(_Error):
    """An ordinary one."""


class Ended(_Error, EOFError):
    """One that receivers know."""


class Nothing(_Error, queue.Empty):
    """One that consumers know."""


class Over(_Error, StopIteration):
    """One that loops know."""


ERRORS = (Failure, Ended, Nothing, Over)


class Mark(enum.Enum):
    """What an answer might choose for its end mark."""

    END = "end"
    STOP = "stop"

    @property
    def label(self) -> str:
        """How it is told."""
        return str(self)


CLASSES = (int, str, object, type, ValueError, StopIteration, EOFError, len, print, queue.Queue)

MARKS = (None, ..., NotImplemented, Mark.END, Mark.STOP)

LIKELY = {"marks": 2}
"""So many of the first ones are always among the items: None and ... are what most would choose."""

MESSAGES: tuple[Any, ...] = (
    "STOP", "stop", "END", "DONE", "done", "QUIT", "EOF", "__end__", "<end>", "", b"", b"STOP",
    -1, 0, False, (), [], {}, (None,), ("stop",), ("end", None), ("done", 0), ("item", 1),
    ("ok", 0, 0), ("error", 0, "ValueError", "", ""), (0, None), (None, None), (True, 0), [None],
    (False, None), ("data", None), {"end": True},
)  # fmt: skip
"""Plain data that might be taken for a protocol's messages."""


def items(world: World, numbers: Sequence[int], chance: random.Random) -> list[Any]:
    """Return items as they are in a world, one for each of some numbers, if not these."""
    data = world.data
    if data == OWN:
        # The first ones: what ends at such an item loses the numbers behind it.
        own = [ast.literal_eval(text) for text in world.own[: len(numbers)]]
        return [*own, *numbers[len(own) :]]
    fixed: dict[str, tuple[Any, ...]] = {"classes": CLASSES, "marks": MARKS, "messages": MESSAGES}
    if data in fixed:
        first = fixed[data][: LIKELY.get(data, 0)][: len(numbers)]
        others = fixed[data][len(first) :]
        more = chance.sample(others, min(len(numbers) - len(first), len(others)))
        some = chance.sample([*first, *more], len(first) + len(more))
        return [*some, *numbers[len(some) :]]
    kinds = {
        "": (int,), "equal": (Equal,), "incomparable": (Incomparable,), "touchy": (Touchy,),
        "errors": ERRORS,
    }[data]  # fmt: skip
    return [chance.choice(kinds)(number) for number in numbers]
