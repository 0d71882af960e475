"""Who goes next: the strategies, a schedule as a file, and how it is made short."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest

from examiner.supervisor.control.points import CLOCK, Operation, Point, Strategy
from examiner.supervisor.control.schedule import (
    Diverged,
    Replay,
    Schedule,
    Step,
    Unreadable,
    parse,
)
from examiner.supervisor.control.shrinking import Shrinking, joined, joined_by_all
from examiner.supervisor.control.staying import Deviation, Staying, deviations
from examiner.supervisor.control.strategies import DFS, HASTY_WAITS, SAMPLING, Hasty, InStep

ADDERS = ("ann", "bob", "cid")

ADDITIONS = 2


class Adding:
    """A model of a program: each adder reads a number, and then writes what it has read plus one."""

    def __init__(self) -> None:
        self.number, self.read = 0, dict.fromkeys(ADDERS, 0)
        self.done = dict.fromkeys(ADDERS, 0)
        self.points: list[tuple[Point, str]] = []

    @property
    def chosen(self) -> list[str]:
        """Return who was chosen, step by step."""
        return [name for _, name in self.points]

    @property
    def deviations(self) -> list[Deviation]:
        """Return where it went otherwise than the plain schedule."""
        return [made.deviation for made in deviations(self.points)]

    def point(self) -> Point:
        """Return who can go on: each has two steps for an addition."""
        kinds = {name: "store" if self.done[name] % 2 else "load" for name in ADDERS}
        able = {
            name: Operation(kinds[name], frozenset(["number"]), self.done[name])
            for name in ADDERS
            if self.done[name] < 2 * ADDITIONS
        }
        return Point(len(self.points), able)

    def run(self, strategy: Strategy) -> bool:
        """Let all of them add; return whether an addition was lost."""
        while (point := self.point()).able:
            name = strategy.choose(point)
            if self.done[name] % 2:
                self.number = self.read[name] + 1
            else:
                self.read[name] = self.number
            self.done[name] += 1
            self.points.append((point, name))
        return self.has_lost()

    def has_lost(self) -> bool:
        """Is an addition missing?"""
        return self.number < ADDITIONS * len(ADDERS)


def lost(strategy: Strategy) -> Adding | None:
    """Return a run if an addition was lost in it."""
    model = Adding()
    return model if model.run(strategy) else None


def switches(chosen: Sequence[str]) -> int:
    """Return how often the turn went to another one."""
    return sum(one != other for one, other in pairwise(chosen))


@pytest.mark.parametrize("name", SAMPLING)
def test_a_lost_addition_is_found_with_any_seed(name: str) -> None:
    """In few runs."""
    for seed in range(50):
        assert any(lost(SAMPLING[name](f"{seed}/{number}", 12)) for number in range(20))


@pytest.mark.parametrize("name", SAMPLING)
def test_a_seed_makes_the_same_choices(name: str) -> None:
    """Another one makes others."""

    def chosen(seed: str) -> list[str]:
        model = Adding()
        model.run(SAMPLING[name](seed, 12))
        return model.chosen

    assert chosen("1") == chosen("1")
    assert len({tuple(chosen(str(seed))) for seed in range(20)}) > 5


@pytest.mark.parametrize("name", SAMPLING)
def test_whoever_polls_lets_the_others_go(name: str) -> None:
    """Nobody is kept for ever from what a poller waits for."""
    strategy = SAMPLING[name]("1", 12)
    for step in range(5_000):
        able = {
            "poller": Operation("poll", frozenset(["flag"]), step),
            "worker": Operation("send", frozenset(["pipe"]), 0),
        }
        if strategy.choose(Point(step, able)) == "worker":
            return
    pytest.fail("the worker never had a turn")


@pytest.mark.parametrize("name", SAMPLING)
def test_time_goes_on_if_nobody_can(name: str) -> None:
    """And sometimes although somebody could."""
    assert SAMPLING[name]("1", 12).choose(Point(0, {}, "ann")) == CLOCK
    able = {"bob": Operation("send", frozenset(["pipe"]), 0)}
    first = {SAMPLING[name](str(seed), 12).choose(Point(0, able, "ann")) for seed in range(60)}
    assert first == {"bob", CLOCK}


def test_depth_first_makes_every_schedule_once() -> None:
    """With enough preemptions all orders of three times four steps."""
    search, seen = DFS(bound=99), []
    while True:
        model = Adding()
        model.run(search)
        seen.append(tuple(model.chosen))
        if not search.advance():
            break
    assert len(seen) == len(set(seen)) == 34_650  # 12! / (4! 4! 4!)


@pytest.mark.parametrize(("bound", "most"), [(0, 2), (1, 4), (2, 6)])
def test_depth_first_keeps_its_bound(bound: int, most: int) -> None:
    """A preemption costs a switch away and one more for whoever was interrupted."""
    search, found = DFS(bound), []
    while True:
        model = Adding()
        found.append(model.run(search))
        assert switches(model.chosen) <= most
        if not search.advance():
            break
    assert any(found) == (bound > 0)


def played(strategy: Strategy) -> Adding:
    """Return a run by a strategy."""
    model = Adding()
    model.run(strategy)
    return model


def failing(seed: int) -> Adding:
    """Return a long way to a lost addition."""
    walks = (lost(SAMPLING["walk"](f"{seed}/{number}", 12)) for number in range(20))
    return next(model for model in walks if model is not None)


@pytest.mark.parametrize(
    ("anywhere", "most"), [((), 4), ((Deviation("ann", 1, "bob"),), 1)], ids=["none", "one"]
)
def test_a_failing_schedule_is_made_short(anywhere: Sequence[Deviation], most: int) -> None:
    """Whoever has read is interrupted, and goes on when the other one is at its end."""
    for seed in range(20):
        model = failing(seed)
        short = Shrinking[Adding](
            play=lambda wanted: played(Staying(wanted)),
            fails=Adding.has_lost,
            deviations=lambda model: model.deviations,
            interruptions=lambda model: anywhere,
            seconds=60.0,
        ).shortest(model)
        assert 1 <= len(short.deviations) <= most
        replayed = lost(Replay([Step(name) for name in short.chosen]))
        assert replayed is not None
        assert replayed.chosen == short.chosen


def hands_on(made: Sequence[Deviation]) -> bool:
    """Does the turn go from ann to dan, by whomever?"""
    ends = made and (made[0].who, made[-1].instead) == ("ann", "dan")
    return bool(ends) and all(to.instead == on.who for to, on in pairwise(made))


def test_deviations_that_need_each_other_are_joined() -> None:
    """Where the turn only passes by somebody, none can be left out, but all be one."""
    chain = [Deviation("ann", 3, "bob"), Deviation("bob", 1, "cid"), Deviation("cid", 2, "dan")]
    made = Shrinking[Sequence[Deviation]](
        play=lambda wanted: wanted,
        fails=hands_on,
        deviations=lambda run: run,
        interruptions=lambda run: (),
        seconds=60.0,
    ).shortest(chain)
    assert made == [Deviation("ann", 3, "dan")]


def test_a_visit_that_comes_back_is_left_out_whole() -> None:
    """Both its switches at once."""
    there, back = Deviation("ann", 3, "bob"), Deviation("bob", 1, "ann")
    last = Deviation("ann", 5, CLOCK)
    assert list(joined([there, back, last])) == [[last], [there, Deviation("bob", 1, CLOCK)]]


def test_all_visits_to_somebody_are_left_out_together() -> None:
    """However many they are: that takes one run."""
    chain = [Deviation("ann", 3, "bob"), Deviation("bob", 1, "cid"), Deviation("cid", 2, "bob")]
    made = [*chain, Deviation("bob", 4, "ann"), Deviation("ann", 9, CLOCK)]
    assert next(joined_by_all(made)) == [
        Deviation("ann", 3, "cid"),
        Deviation("cid", 2, "ann"),
        Deviation("ann", 9, CLOCK),
    ]


def test_in_step_an_addition_is_lost_at_once() -> None:
    """All read before anybody writes."""
    model = lost(InStep())
    assert model is not None
    assert model.chosen[:6] == [*ADDERS, *ADDERS]
    assert model.number == ADDITIONS


@pytest.mark.parametrize("strategy", [InStep, Hasty])
def test_whoever_is_in_a_hurry_lets_the_first_waits_run_out(
    strategy: Callable[[], Strategy],
) -> None:
    """And not those that come again and again."""
    hasty = strategy()
    able = {"bob": Operation("send", frozenset(["pipe"]), 0)}
    chosen = [hasty.choose(Point(step, able, "ann")) for step in range(HASTY_WAITS + 2)]
    assert chosen == [CLOCK] * HASTY_WAITS + ["bob"] * 2
    assert hasty.choose(Point(9, able, "cid")) == CLOCK


def test_the_plain_schedule_interrupts_nobody() -> None:
    """Whoever goes goes on to the end, and nothing is lost."""
    model = Adding()
    assert not model.run(Staying())
    assert switches(model.chosen) == len(ADDERS) - 1
    assert model.deviations == []


def test_a_deviation_is_made_where_it_was() -> None:
    """And a run that is told by its deviations goes the same way again."""
    for seed in range(20):
        model, again_ = Adding(), Adding()
        model.run(SAMPLING["walk"](str(seed), 12))
        again_.run(Staying(model.deviations))
        assert again_.chosen == model.chosen


STEPS = (Step("0", "acquire", "lock 1", "counter.py:7"), Step(CLOCK), Step("0.1/1", "begin"))


def test_a_schedule_is_read_as_it_was_written() -> None:
    """All of it, in lines that a person can read."""
    schedule = Schedule(STEPS, (("program", "counter.py"), ("clock", "early")))
    text = schedule.text()
    assert parse(text) == schedule
    assert text.splitlines()[1] == "program: counter.py"
    assert text.splitlines()[4] == "0\tacquire\tlock 1\tcounter.py:7"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "its first line is not 'ipc-kata schedule 1'"),
        ("ipc-kata schedule 2\n\n0\n", "its first line is not 'ipc-kata schedule 1'"),
        ("ipc-kata schedule 1\nprogram: x.py\n", "it ends before its steps begin"),
        ("ipc-kata schedule 1\n\n0\ta\tb\tc\td\n", "line 3 is no step"),
        ("ipc-kata schedule 1\n\n0\n \n", "line 4 is no step"),
    ],
)
def test_what_is_no_schedule_is_refused(text: str, why: str) -> None:
    """With the reason, and the line."""
    with pytest.raises(Unreadable) as refused:
        parse(text)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("steps", "why"),
    [
        ([Step("ann"), Step("dan")], "step 2: dan cannot go on, but ann, bob and cid can"),
        ([Step("ann", "store")], "step 1: ann does not store, it is about to load"),
        ([Step(CLOCK)], "step 1: time cannot go on, but ann, bob and cid can"),
        ([Step("ann")], "after 1 steps the schedule is over, the run is not"),
    ],
)
def test_a_program_that_goes_another_way_is_told_where(steps: list[Step], why: str) -> None:
    """The first step that cannot be done says so."""
    with pytest.raises(Diverged) as left:
        Adding().run(Replay(steps))
    assert str(left.value) == why
