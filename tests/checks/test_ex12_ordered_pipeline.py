"""What a pipeline of several processes a stage must do."""

import operator
from collections.abc import Sequence
from itertools import zip_longest
from queue import Empty

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts import odd
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA, RETURNS
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.props import fails, opens, pauses, raises, rests, waits, worked
from examiner.stage.scene import Stage

CONTRACT = {"run": ["items", "stages", "workers", "maxsize", "handle"]}
WORLDS = {"data": DATA, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("slow_item", "late_end"),
    "raises: an exception": ("stage_raises", "last_stage_raises_at_the_end"),
    "raises: a well-known one": ("any_exception",),
    "raises: unpicklable": ("any_exception",),
    "raises: an exit": "the prompt admits no more than an Exception from a stage",
    "death": "nobody dies: a stage raises an Exception at most",
    "scale: none": ("again",),
    "scale: one": ("again",),
    "scale: few": ("again",),
    "scale: many": ("many_items",),
    "scale: big": ("big_items",),
    "crew: together": ("all_workers",),
    "crew: slow": ("input_order",),
    "start: again": ("again",),
}

NAMES = ("read", "rate")
"""The stages of most trials."""

ONE_TO_THREE = ("read", "rate", "sort")
"""The stages of trials with one, two or three of them."""

RAISES = 80.0
"""pytest-timeout's seconds where a stage raises: a trial gets a tenth of them. Of these the prompt
gives run five; the rest is for the start and a quiet pause."""

ERRORS = ("Holding", StopIteration(), Empty(), EOFError(), "TwoParts", BrokenPipeError())
"""What a stage may raise: that which does not survive a pickle, or which an answer may wait for."""

BIG = 30_000
"""So often an item repeats its number: then no pipe holds it."""

SLOW = 0.25
"""Seconds that the work on an item takes so that a sibling of its worker gets ahead. Right answers
do not care who does."""


def after(stages: int, item):
    """Return what an item has become after the first so many stages."""
    for name in ONE_TO_THREE[:stages]:
        item = worked(name, item)
    return item


def results(items, stages: int = len(NAMES)):
    """Return what is to be handled."""
    return [after(stages, item) for item in items]


def limit(workers: int, maxsize: int) -> int:
    """Return how many items may be taken and not yet handled."""
    return (len(NAMES) + 1) * (maxsize + workers) + 4


def enough(workers: int, maxsize: int) -> int:
    """Return how many items keep the end away while the first three are not handled.

    The end may send workers home, so no gate that needs them all may stand then.
    """
    return limit(workers, maxsize) + 4


def call(stage: Stage, items, workers, maxsize, steps=((), ()), before=None, handle=None):
    """Call the answer; `steps` has, for each stage, pairs of an item and what its call does."""
    stages = [
        stage.function({after(n, item): todo for item, todo in steps[n]}, name)
        for n, name in enumerate(NAMES)
    ]
    handle = stage.handler(handle)
    stage.call("run", stage.source(items, before), stages, workers, maxsize, handle)


def plain(stage: Stage, items, workers, maxsize):
    """Nothing special happens."""
    call(stage, items, workers, maxsize)


def overtaken(stage: Stage, items, workers, maxsize):
    """In each stage one item is held until a sibling has begun the next, and is slow then."""
    steps = []
    for n, name in enumerate(NAMES):
        gate = stage.gate(f"a second worker is busy in {name}")
        steps.append([(items[n], [waits(gate), pauses(SLOW)]), (items[n + 1], [opens(gate)])])
    call(stage, items, workers, maxsize, steps)


def crowded(stage: Stage, items, workers, maxsize):
    """The first items are held in the last stage, and those behind them in the first.

    They are let go when the workers of both are busy, all of them.
    """
    first, behind = items[:workers], items[workers : 2 * workers]
    gates = {item: stage.gate(f"a worker is busy with {item}") for item in [*first, *behind]}

    def meets(item):
        return [opens(gates[item]), *(waits(gates[other]) for other in gates if other != item)]

    steps = [[(item, meets(item)) for item in held] for held in (behind, first)]
    call(stage, items, workers, maxsize, steps)


def awaited(stage: Stage, items, workers, maxsize):
    """The source, and then a stage, go on only when the result before has been handled."""
    gates = [stage.gate(f"result {n} is handled") for n in range(3)]
    call(
        stage,
        items,
        workers,
        maxsize,
        steps=([(items[2], [waits(gates[1])])], ()),
        before={1: [waits(gates[0])], 3: [waits(gates[2])]},
        handle={n: [opens(gate)] for n, gate in enumerate(gates)},
    )


def slow_item(stage: Stage, items, workers, maxsize):
    """The first stage rests at the first item."""
    call(stage, items, workers, maxsize, steps=([(items[0], [rests()])], ()))


def slow_stage(stage: Stage, items, workers, maxsize):
    """The second stage rests at the first item."""
    call(stage, items, workers, maxsize, steps=((), [(items[0], [rests()])]))


def slow_handle(stage: Stage, items, workers, maxsize):
    """The handler rests at the first result."""
    call(stage, items, workers, maxsize, handle={0: [rests()]})


def odd_values(stage: Stage, values):
    """Items, and what they become on the way, are None, falsy, or equal to everything."""
    stages = [
        stage.function(name=name, gives=[(value, value) for value in values]) for name in NAMES
    ]
    stage.call("run", stage.source(values), stages, 2, 2, stage.handler())


def late_end(stage: Stage, items, workers, maxsize):
    """The last item but one takes a while to work on; what the last becomes, to pickle."""
    late = stage.slow(items[-1])
    first = stage.function({items[-2]: [pauses(SLOW)]}, NAMES[0], gives=[(items[-1], late)])
    second = stage.function(name=NAMES[1], gives=[(late, after(2, items[-1]))])
    stage.call("run", stage.source(items), [first, second], workers, maxsize, stage.handler())


def failing(stage: Stage, items, workers, maxsize, where, which):
    """One stage raises at one item, when everything that can go on has gone on."""
    steps = [[], []]
    steps[where] = [(items[which], [rests(), raises(ValueError("the stage's own"))])]
    call(stage, items, workers, maxsize, steps)


def failing_big(stage: Stage, items, workers, maxsize, which):
    """The first stage raises at one item; each item is bigger than a pipe."""
    big = {item: b"%06d" % item * BIG for item in items}
    step = [rests(), raises(ValueError("the stage's own"))]
    call(stage, list(big.values()), workers, maxsize, [[(big[items[which]], step)], []])


def failing_in_turn(stage: Stage, items, errors):
    """The answer is called once for each of these; now the first stage raises it, now the last."""
    for number, error in enumerate(errors):
        step = fails(error, number) if isinstance(error, str) else raises(error)
        steps = [[], []]
        steps[number % 2] = [(items[1], [step])]
        call(stage, items, 1, 1, steps)


def in_turn(stage: Stage, batches, workers, maxsize):
    """The answer is called several times in one program; each time there is one stage more."""
    for number, items in enumerate(batches, 1):
        stages = [stage.function(name=name) for name in ONE_TO_THREE[:number]]
        stage.call("run", stage.source(items), stages, workers, maxsize, stage.handler())


def many(stage: Stage, count):
    """Very many items go through the same function twice."""
    tally = stage.tally()
    tally(0)  # opens its file, which the answer is not to be blamed for
    stage.call("run", iter(range(1, count)), [operator.neg, operator.neg], 2, 2, tally)


def big(stage: Stage, count, size, workers, maxsize):
    """Every item is bigger than a pipe."""
    items = [b"%03d" % number * size for number in range(count)]
    call(stage, items, workers, maxsize)


def passes(scene, items, workers, maxsize, extra=()) -> Trial:
    return Trial(
        scene,
        [
            *extra,
            worked_by_own_processes(NAMES, workers),
            expect.handled(results(items)),
            expect.handled_where_called(),
            expect.pulled_where_called(),
            expect.returned(None),
        ],
        {"items": items, "workers": workers, "maxsize": maxsize},
    )


def passes_within_the_limit(scene, items, workers, maxsize) -> Trial:
    bound = expect.never_ahead_by_more_than(limit(workers, maxsize))
    return passes(scene, items, workers, maxsize, extra=[bound])


def waiting_at_most(maxsize: int, workers: int) -> Expectation:
    """Before no stage more than `maxsize` items waited.

    Besides, each worker on either side may have one in its hands, and so may the feeder.
    """
    in_hands = 2 * workers

    def look(outcome: Outcome) -> Finding | None:
        before = dict.fromkeys(NAMES, 0)
        for entry in outcome.of("pull", "work", "worked"):
            what = entry["kind"], entry.get("name")
            if entry["kind"] == "work" and what[1] in before:
                before[what[1]] -= 1
                continue
            if entry["kind"] == "pull":
                name = NAMES[0]
            elif what == ("worked", NAMES[0]):
                name = NAMES[1]
            else:
                continue
            before[name] += 1
            if before[name] > maxsize + in_hands:
                return wrong(
                    f"{before[name]} items had come as far as {name}() and were not begun; "
                    f"{maxsize} may wait there, and {in_hands} more be in somebody's hands"
                )
        return None

    return look


def worked_by_own_processes(names: Sequence[str], at_most: int) -> Expectation:
    """Each of these Functions was called by at most so many processes, none of them shared."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        doing: dict[int, str] = {}
        for entry in outcome.of("work"):
            pid, name = entry["pid"], entry["name"]
            if pid in callers:
                return wrong(f"{outcome.role(pid)} called {name}() itself")
            if doing.setdefault(pid, name) != name:
                return wrong(f"{outcome.role(pid)} called both {doing[pid]}() and {name}()")
        for name in names:
            count = list(doing.values()).count(name)
            if count > at_most:
                return wrong(f"{count} processes called {name}(), allowed are {at_most}")
        return None

    return look


def raised(errors: Sequence[str]) -> Expectation:
    """Each call of the answer's function raised, of whatever type; in each a stage had raised."""

    def look(outcome: Outcome) -> Finding | None:
        calls = [*outcome.answered("return"), *outcome.answered("raise")]
        for entry, error in zip(sorted(calls, key=outcome.seconds), errors, strict=False):
            if entry["phase"] == "return":
                return wrong(f"{entry['function']}() returned, though a stage had raised {error}")
        return None if len(calls) == len(errors) else wrong("it did not raise")

    return look


def handled_at_most(items: Sequence[object]) -> Expectation:
    """What was handled is a beginning of these items, in this order; none at all is one too."""
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["item"] for entry in outcome.of("handle")]
        for shown, wanted in zip_longest(got, expected[: len(got)], fillvalue="nothing"):
            if shown != wanted:
                return wrong(f"handled {shown} where {wanted} belongs")
        return None

    return look


def not_exhausted() -> Expectation:
    """The source was not used up: it stands for one that never ends."""

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.of("dry"):
            return wrong(f"it went on until the source was used up, after {entry['number']} items")
        return None

    return look


@check(EVERY)
def test_one_worker_a_stage(draw: Draw) -> Trial:
    """With one worker a stage, each item goes through all stages."""
    return passes(plain, draw.items(6), workers=1, maxsize=2)


@check(ONE)
def test_all_workers(draw: Draw) -> Trial:
    """All workers of all stages can be busy at once, each for its own stage."""
    workers, maxsize = 5, 1
    items = draw.numbers(enough(workers, maxsize))
    return Trial(
        crowded,
        [
            worked_by_own_processes(NAMES, workers),
            expect.handled_by_all(results(items)),
            expect.returned(None),
        ],
        {"items": items, "workers": workers, "maxsize": maxsize},
    )


@check(ONE)
def test_input_order(draw: Draw) -> Trial:
    """Results come in input order, whoever is faster."""
    return passes(overtaken, draw.numbers(enough(2, 2)), workers=2, maxsize=2)


@check(ONE)
def test_streaming(draw: Draw) -> Trial:
    """A result does not wait for later items."""
    return passes(awaited, draw.numbers(6), workers=2, maxsize=2)


@check(ONE, waits=True)
def test_slow_handle(draw: Draw) -> Trial:
    """While handle is slow, only so many are taken; waiting uses no CPU."""
    maxsize = draw.randint(1, 3)
    items = draw.items(limit(1, maxsize) + 9)
    return passes_within_the_limit(slow_handle, items, 1, maxsize)


@check(ONE, waits=True)
def test_slow_item(draw: Draw) -> Trial:
    """While the first item is slow, only so many are taken; waiting uses no CPU."""
    maxsize = draw.randint(4, 6)
    items = draw.numbers(limit(2, maxsize) + 9)
    return passes_within_the_limit(slow_item, items, 2, maxsize)


@check(ONE, waits=True)
def test_slow_stage(draw: Draw) -> Trial:
    """While a stage is slow, at most maxsize items wait before it, and before the one in front."""
    maxsize = draw.randint(4, 6)
    items = draw.numbers(limit(1, maxsize) + 9)
    return passes(slow_stage, items, 1, maxsize, extra=[waiting_at_most(maxsize, 1)])


@check(ONE)
def test_odd_values(draw: Draw) -> Trial:
    """Items and results like None, 0, "", [], False or an exception are data."""
    values = [None, 0, "", [], False, {}, None, odd.Failure(7), *draw.items(2)]
    values.append(odd.Equal(draw.randint(1000, 1999)))
    return Trial(odd_values, [expect.handled(values)], {"values": values})


@check(ONE, waits=True)
def test_late_end(draw: Draw) -> Trial:
    """At the end nobody stops before the slowest worker has sent its result."""
    return passes(late_end, draw.numbers(6), workers=2, maxsize=2)


@check(BOTH, RAISES, waits=True)
def test_stage_raises(draw: Draw) -> Trial:
    """If a stage raises, run raises, also if the items never end."""
    workers = maxsize = 2
    which = draw.randint(3, 6)
    items = draw.numbers(which + 3 * limit(workers, maxsize))
    return Trial(
        failing,
        [
            handled_at_most(results(items[:which])),
            not_exhausted(),
            raised(["ValueError"]),
        ],
        {"items": items, "workers": workers, "maxsize": maxsize, "where": 0, "which": which},
        may_raise=True,
        may_die=True,
    )


@check(ONE, RAISES, waits=True)
def test_raises_at_a_big_item(draw: Draw) -> Trial:
    """If a stage raises while the caller writes an item that no pipe holds, run raises."""
    items = draw.numbers(20)
    return Trial(
        failing_big,
        [raised(["ValueError"])],
        {"items": items, "workers": 1, "maxsize": 2, "which": draw.randint(1, 2)},
        may_raise=True,
        may_die=True,
    )


@check(ONE, RAISES, waits=True)
def test_last_stage_raises_at_the_end(draw: Draw) -> Trial:
    """If the last stage raises at the last item, run raises."""
    items = draw.numbers(5)
    return Trial(
        failing,
        [handled_at_most(results(items[:-1])), raised(["ValueError"])],
        {"items": items, "workers": 2, "maxsize": 1, "where": 1, "which": -1},
        may_raise=True,
        may_die=True,
    )


@check(ONE, len(ERRORS) * RAISES)
def test_any_exception(draw: Draw) -> Trial:
    """Whatever a stage raises, run raises: StopIteration, queue.Empty, what cannot be pickled."""
    names = [error if isinstance(error, str) else type(error).__name__ for error in ERRORS]
    return Trial(
        failing_in_turn,
        [raised(names)],
        {"items": draw.numbers(3), "errors": ERRORS},
        may_raise=True,
        may_die=True,
    )


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, with one stage or three, no items, or fewer than workers."""
    batches = [draw.items(1), [], draw.items(4)]
    wanted = [results(batch, number) for number, batch in enumerate(batches, 1)]
    return Trial(
        in_turn,
        [
            expect.handled_in_calls(wanted),
            expect.handled([result for batch in wanted for result in batch]),
            expect.returned(None),
        ],
        {"batches": batches, "workers": 2, "maxsize": 1},
    )


@check(ONE)
def test_big_items(draw: Draw) -> Trial:
    """Items of 300 kB pass."""
    size, count = 100_000, 12
    items = [b"%03d" % number * size for number in range(count)]
    return Trial(
        big,
        [expect.handled(results(items))],
        {"count": count, "size": size, "workers": 2, "maxsize": 1},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """1,200 items pass, twice through the same function."""
    return Trial(many, [expect.tallied(range(1_200)), expect.returned(None)], {"count": 1_200})
