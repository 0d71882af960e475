"""A source that always has another item ready, and the handler that sees to it."""

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from examiner.stage.props.gate import Gate
from examiner.stage.props.named import PairHandler, Stream
from examiner.stage.props.steps import Step, counted

AHEAD = 4
"""Items that a Talker gives before the first of them is handled: more than one is on its way."""

_LOOK = 0.0005
"""Seconds between two looks at what the other side has done."""

_LOOKS = 1_000
"""Looks after which it is clear that nothing will be seen: an answer may ask for an item only when
the one before is handled, or handle several together. Nobody waits for it a second time."""


class Talker(Stream):
    """A Stream of numbers that are never all handled, and never many of them unhandled.

    Once the gate is open, or `paced` of them have been given, it gives them out as it is asked to.
    """

    def __init__(self, folder: str, name: str, count: int, paced: int, until: Gate) -> None:
        """Give out the numbers from 0 to `count`."""
        super().__init__(folder, name, list(range(count)))
        self.paced = paced
        self.until = until
        self.given = os.path.join(folder, "given")
        self.handled = os.path.join(folder, "handled")

    def __iter__(self) -> Iterator[Any]:
        """Yield the numbers, reporting each."""
        patience = _Patience()
        for number in super().__iter__():
            patience.until(partial(self.may_give, number))
            counted(self.given)
            yield number

    def may_give(self, number: int) -> bool:
        """Has so much been handled that this number is just ahead?"""
        return not self.goes_on(number) or _count(self.handled) >= number - AHEAD

    def is_ahead(self, number: int) -> bool:
        """Has it been asked for what comes after this number, so that this one has been sent?"""
        return not self.goes_on(number + 1) or _count(self.given) > number + 1

    def goes_on(self, number: int) -> bool:
        """Is it still at pains to be just ahead, at this number?"""
        return number < self.paced and not self.until.is_open()


class Listener(PairHandler):
    """A PairHandler that takes as long as a Talker needs to have another item ready."""

    def __init__(
        self, folder: str, talker: Talker, steps: dict[tuple[Any, Any], list[Step]] | None = None
    ) -> None:
        """`steps` maps a pair of arguments to what its call does."""
        super().__init__(folder, steps)
        self.talker = talker
        self.patience = _Patience()

    def __call__(self, first: Any, second: Any) -> Any:
        """Report the call, and wait until what comes after the item has been sent."""
        result = super().__call__(first, second)
        if first == self.talker.name:
            counted(self.talker.handled)
            self.patience.until(partial(self.talker.is_ahead, second + 1))
        return result


class _Patience:
    """Waits, but not for ever, and after that not at all."""

    def __init__(self) -> None:
        self.ended = False

    def until(self, ready: Callable[[], bool]) -> None:
        """Wait until it is so."""
        looks = 0
        while not self.ended and not ready():
            time.sleep(_LOOK)
            looks += 1
            self.ended = looks == _LOOKS


def _count(path: str) -> int:
    """Return how many are counted in a file of the trial's."""
    try:
        return os.path.getsize(path)
    except FileNotFoundError:
        return 0
