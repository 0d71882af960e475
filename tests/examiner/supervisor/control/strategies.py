"""How to choose who goes next. The same seed makes the same choices at the same points."""

import random
from collections import Counter
from collections.abc import Callable

from examiner.supervisor.control.points import (
    CLOCK,
    LOAD,
    MOST_LOADS,
    MOST_POLLS,
    POLLS,
    Operation,
    Point,
    Strategy,
)
from examiner.supervisor.control.staying import Staying

RENEWAL = 200
"""Steps after which partial order sampling draws anew: a poller could starve everybody."""

BUGS_DEPTHS = (3, 5)
"""How many steps have to come in the right order for a bug that `pct` looks for: one of these."""

TEMPERS = (0.0, 0.0, 1.0)
"""By what power of ten partial order sampling makes some slower or faster than the others."""

HASTY_WAITS = 2
"""Waits of everybody that run out at once where time is in a hurry."""

COARSE = 0.5
"""How often it lets all operations of an instruction go together."""


class InStep:
    """Everybody in turn, a step each; a wait runs out as soon as it may, but not again and again.

    Half of all races show already in this one schedule.
    """

    def __init__(self) -> None:
        """Nobody has gone yet."""
        self._current = ""
        self._impatience = _Impatience()

    def choose(self, point: Point) -> str:
        """Choose the next by name."""
        if self._impatience.wants(point):
            return CLOCK
        later = [name for name in point.able if name > self._current]
        self._current = (later or point.choices)[0]
        return self._current


class Hasty:
    """The plain schedule, but that waits run out so."""

    def __init__(self) -> None:
        """Nobody has gone yet."""
        self._staying = Staying()
        self._impatience = _Impatience()

    def choose(self, point: Point) -> str:
        """Choose time if that can be, else as the plain schedule does."""
        if self._impatience.wants(point):
            self._staying.note(point, CLOCK)
            return CLOCK
        return self._staying.choose(point)


class _Impatience:
    """Lets the first waits of everybody run out at once."""

    def __init__(self) -> None:
        self._expiries: Counter[str] = Counter()

    def wants(self, point: Point) -> bool:
        """Shall time go on now?"""
        wants = bool(point.expiring) and self._expiries[point.expiring] < HASTY_WAITS
        self._expiries[point.expiring] += wants
        return wants


class Walk:
    """Any of those that can go, the clock now and then."""

    def __init__(self, seed: str, clock: float = 0.1) -> None:
        """`clock` is how often time goes on although somebody could."""
        self._random = random.Random(f"walk/{seed}")
        self._clock = clock

    def choose(self, point: Point) -> str:
        """Choose by lot."""
        if point.expiring and (not point.able or self._random.random() < self._clock):
            return CLOCK
        return self._random.choice(list(point.able))


class Swarm:
    """By lot, in a world of random temper: some are slow and some are fast, and so is time."""

    def __init__(self, seed: str, spread: float = 2.0) -> None:
        """Weights differ by at most ten to the power of `spread`."""
        self._random = random.Random(f"swarm/{seed}")
        self._spread = spread
        self._weights: dict[str, float] = {}

    def _draw(self) -> float:
        return float(10 ** -(self._spread * self._random.random()))

    def choose(self, point: Point) -> str:
        """Choose by lot, the fast ones more often."""
        for name in (CLOCK, *point.able):
            self._weights.setdefault(name, self._draw())
        weights = [self._weights[name] for name in point.choices]
        chosen = self._random.choices(point.choices, weights)[0]
        if chosen == CLOCK:
            del self._weights[CLOCK]
        return chosen


class PCT:
    """Priorities that change at a few random steps (Burckhardt et al., ASPLOS 2010).

    It finds a bug that takes `depth` steps in the right order with a probability that is known:
    at least 1 in (entities × steps to the power of `depth` - 1).
    """

    def __init__(self, seed: str, steps: int = 100) -> None:
        """`steps` is about how many steps a run has."""
        self._random = random.Random(f"pct/{seed}")
        depth = self._random.choice(BUGS_DEPTHS)
        self._changes = sorted(
            self._random.sample(range(1, max(steps, depth) + 1), depth - 1), reverse=True
        )
        self._priorities: dict[str, float] = {}
        self._lowest = 0.0
        self._polls: dict[str, int] = {}
        self._expiries: Counter[str] = Counter()

    def choose(self, point: Point) -> str:
        """Choose who has the highest priority."""
        for name in (CLOCK, *point.able):
            self._priorities.setdefault(name, self._random.random())
        best = self._best(point)
        if self._changes and point.step >= self._changes[-1]:
            self._changes.pop()
            self._demote(best)
            best = self._best(point)
        if best == CLOCK:
            # Who polls with a timeout would keep the others: it lets them go, but not at first.
            self._expiries[point.expiring] += 1
            if self._expiries[point.expiring] > 1:
                self._demote(point.expiring)
            self._priorities[CLOCK] = self._random.random()
        else:
            self._count_polls(best, point.able[best].kind)
        return best

    def _best(self, point: Point) -> str:
        return max(point.choices, key=self._priorities.__getitem__)

    def _demote(self, name: str) -> None:
        self._lowest -= 1.0
        self._priorities[name] = self._lowest

    def _count_polls(self, name: str, kind: str) -> None:
        looks = kind in POLLS or kind == LOAD
        self._polls[name] = self._polls.get(name, 0) + 1 if looks else 0
        if self._polls[name] >= (MOST_LOADS if kind == LOAD else MOST_POLLS):
            self._demote(name)
            self._polls[name] = 0


class POS:
    """Partial order sampling (Yuan, Yang and Gu, CAV 2018).

    Each pending operation has a random priority. Those that race with the one just chosen, because
    they are on the same object, draw anew: so the orders that differ are equally likely, and not
    the many that do not.

    Two things are drawn for a whole run. Some may be slow and some fast, as on a real machine: what
    takes somebody who is late all the way is rare else. And all operations of one instruction of
    the program may go together: `event.set()` is a dozen of them, and few faults lie between those.
    """

    def __init__(self, seed: str) -> None:
        """Nothing is drawn yet."""
        self._random = random.Random(f"pos/{seed}")
        self._spread = self._random.choice(TEMPERS)
        self._is_coarse = self._random.random() < COARSE
        self._tempers: dict[str, float] = {}
        self._priorities: dict[str, tuple[object, float]] = {}
        """Entity → what it is about, and the priority of that."""
        self._raced: set[str] = set()
        """Who has drawn anew while the instruction goes on that was chosen last."""
        self._last: tuple[str, object] = "", None

    def choose(self, point: Point) -> str:
        """Choose whose operation has the highest priority."""
        if point.step % RENEWAL == RENEWAL - 1:
            self._priorities.clear()
        for name, operation in point.able.items():
            about = self._about(operation)
            if self._priorities.get(name, (None, 0.0))[0] != about:
                self._draw(name, about)
        if CLOCK not in self._priorities:
            self._draw(CLOCK, CLOCK)
        best = max(point.choices, key=lambda name: self._priorities[name][1])
        if best == CLOCK:
            self._priorities.clear()
        else:
            self._let_race(best, point)
        return best

    def _about(self, operation: Operation) -> object:
        return (self._is_coarse and operation.spot) or operation.number

    def _draw(self, name: str, about: object) -> None:
        if name not in self._tempers:
            self._tempers[name] = 10 ** (self._spread * self._random.uniform(-1.0, 1.0))
        self._priorities[name] = about, self._random.random() ** self._tempers[name]

    def _let_race(self, best: str, point: Point) -> None:
        chosen = point.able[best]
        now = best, self._about(chosen)
        if now != self._last:
            self._raced.clear()
        self._last = now
        for name, operation in point.able.items():
            if name != best and name not in self._raced and operation.objects & chosen.objects:
                self._draw(name, self._about(operation))
                if self._is_coarse:
                    self._raced.add(name)
        if not (self._is_coarse and chosen.spot):
            del self._priorities[best]


class DFS:
    """Every schedule with at most `bound` preemptions, one after the other.

    A preemption takes the turn from somebody who could go on; after a poll it is none.
    """

    def __init__(self, bound: int = 1) -> None:
        """The first run is the one without preemptions."""
        self.bound = bound
        self._path: list[list[str]] = []
        """At each step what is still to be tried, the present choice first."""
        self.begin()

    def begin(self) -> None:
        """Be ready for the next run."""
        self._step = self._used = 0
        self._current, self._polled = "", False

    def advance(self) -> bool:
        """Go to the next schedule; False if there is none."""
        del self._path[self._step :]
        while self._path and len(self._path[-1]) == 1:
            self._path.pop()
        if not self._path:
            return False
        del self._path[-1][0]
        self.begin()
        return True

    def choose(self, point: Point) -> str:
        """Choose as the runs before have left it; on new ground, whoever goes on anyway."""
        goes_on = self._current in point.choices and not self._polled
        if self._step == len(self._path):
            self._path.append(self._to_be_tried(point, goes_on=goes_on))
        chosen = self._path[self._step][0]
        self._step += 1
        self._used += goes_on and chosen != self._current
        self._current = chosen
        self._polled = chosen == CLOCK or point.able[chosen].kind in POLLS
        return chosen

    def _to_be_tried(self, point: Point, *, goes_on: bool) -> list[str]:
        if not goes_on:
            return point.choices
        others = [name for name in point.choices if name != self._current]
        return [self._current, *(others if self._used < self.bound else [])]


FIRST: dict[str, Callable[[], Strategy]] = {
    "staying": Staying, "in step": InStep, "hasty": Hasty,
}  # fmt: skip
"""Name → what makes one of those that leave nothing to chance: they are tried first."""

IN_TURN = ("pos", "pct")
"""Those of the following that take turns after the first ones."""

SAMPLING: dict[str, Callable[[str, int], Strategy]] = {
    "pos": lambda seed, steps: POS(seed),
    "pct": PCT,
    "swarm": lambda seed, steps: Swarm(seed),
    "walk": lambda seed, steps: Walk(seed),
}
"""Name → what makes one of a seed and of about how many steps a run has."""
