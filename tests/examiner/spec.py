"""How a check is written: a scene to play around the answer, and what must hold afterwards.

A check is a function of a `Draw` that returns a `Trial`; its docstring is the sentence that the
learner sees. It is called once for every start method, with the same draw, so it must not keep
state. The module says in `CONTRACT` which functions the answer must have, which classes (`Name`,
an exception too), and which parameters methods of these take (`Name.method`, without self).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from examiner.facts import odd
from examiner.facts.outcome import Outcome
from examiner.facts.start_methods import START_METHODS
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import PLAIN, World

Expectation: TypeAlias = Callable[[Outcome], Finding | None]
"""Looks at one thing that a check asks for; a finding says that it does not hold."""

EVERY = START_METHODS
"""All start methods: for checks whose defects can hide under one of them."""

BOTH = ("fork", "spawn")
"""One that inherits and one that pickles; forkserver differs from spawn in nothing a check sees."""

ONE = ("fork",)
"""The cheapest: for checks in which no process boundary matters."""

PATIENT = 180.0
"""pytest-timeout's seconds for checks in which a right answer waits for seconds: a tenth of it is
what a trial may take."""

VOLUME_TIMEOUT = 240.0
"""pytest-timeout's seconds for checks that move much data: honest work takes long under load, and
a deadlock or a spinning process is told long before."""


@dataclass(frozen=True)
class Trial:
    """One thing to try."""

    scene: Callable[..., None]
    """Module-level function of a Stage and the inputs, played in the trial's first process."""
    expect: Sequence[Expectation]
    inputs: dict[str, Any] = field(default_factory=dict)
    """Keyword arguments of the scene: plain data."""
    may_raise: bool = False
    """Is an exception out of the answer expected?"""
    may_die: bool = False
    """May the answer's processes end by an exception or a signal, and say so on stderr?"""
    crippled: bool = False
    """Is the answer kept from doing its work? Then only `expect` counts, however the trial ends."""
    as_program: bool = False
    """Does the scene run the answer as a program, so that nobody may import it before?"""


class Draw(random.Random):
    """Random inputs that a seed reproduces, for trials in a world."""

    def __init__(self, seed: str, world: World = PLAIN) -> None:
        super().__init__(seed)
        self.world = world
        self.has_drawn_items = False

    def items(self, count: int) -> list[Any]:
        """Return that many different items: such numbers, or what items are in this world."""
        self.has_drawn_items = True
        numbers = self.numbers(count)
        return odd.items(self.world, numbers, random.Random(str(numbers)))

    def numbers(self, count: int) -> list[int]:
        """Return that many different integers between 1 and 999, in random order."""
        return self.sample(range(1, 1000), count)


@dataclass(frozen=True)
class Check:
    """A check as the plugin sees it."""

    function: Callable[[Draw], Trial]
    methods: tuple[str, ...]
    timeout: float | None = None
    """pytest-timeout's setting for this check, in seconds; None for that of the ini file."""
    volume: bool = False
    """Does it move very many or very big items? Then it takes seconds of CPU time."""
    waits: bool = False
    """Does it mostly wait, for a second or more? Then others go on beside it."""
    reveals: bool = False
    """Does it ask for the name of the mistake? Then that is not told before it passes."""
    signals: bool = False
    """Do signals come in it? Then it is tried under no schedule: nobody controls when they come."""
    step: int = 0
    """Number of the exercise's step that it belongs to, from 1; 0 if that has no steps."""

    @property
    def name(self) -> str:
        """The function's name, without `test_`."""
        return self.function.__name__.removeprefix("test_")

    @property
    def title(self) -> str:
        """The sentence that the learner sees: the docstring's first line without its full stop."""
        text = (self.function.__doc__ or self.name).strip()
        return text.splitlines()[0].rstrip(".")

    def trial(self, seed: int, exercise: str, world: World = PLAIN) -> Trial:
        """Return the trial that a seed draws for a world."""
        return self.function(self._draw(seed, exercise, world))

    def takes_items(self, seed: int, exercise: str) -> bool:
        """Does it draw items, so that it matters what these are?"""
        draw = self._draw(seed, exercise, PLAIN)
        self.function(draw)
        return draw.has_drawn_items

    def _draw(self, seed: int, exercise: str, world: World) -> Draw:
        return Draw(f"{seed} {exercise} {self.name}", world)


def check(
    methods: tuple[str, ...] = BOTH,
    timeout: float | None = None,
    *,
    volume: bool = False,
    waits: bool = False,
    reveals: bool = False,
    signals: bool = False,
    step: int = 0,
) -> Callable[[Callable[[Draw], Trial]], Check]:
    """Make a check of a function; `methods` are the start methods that a default grade tries."""

    def make(function: Callable[[Draw], Trial]) -> Check:
        return Check(function, methods, timeout, volume, waits, reveals, signals, step)

    return make
