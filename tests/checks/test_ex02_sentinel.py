"""What a producer and a consumer with a sentinel must do."""

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER, DATA_WITHOUT_EQUALS, RETURNS
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import chained, pauses
from examiner.stage.scene import Stage

CONTRACT = {"run": ["items", "handle"]}
WORLDS = {"data": DATA_WITHOUT_EQUALS, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data: equal": "None may be the end mark, and iter(queue.get, None) compares with ==",
    "data: incomparable": "an answer may compare items with its end mark by ==",
    "data: classes": "an answer may take a class or a function for its end mark",
    "data: marks": "an answer may take None, ... or an Enum member for its end mark",
    "time: late": ("late_first_item", "late_last_item"),
    "raises": "the prompt excludes exceptions from handle",
    "death": "nobody dies: both processes exit with code 0",
    "scale: none": ("no_items",),
    "scale: few": "there is one consumer",
    "scale: many": ("many_items",),
    "crew": "there are one producer and one consumer",
    "start: again": ("again",),
}


def run(stage: Stage, items):
    """Call the answer once."""
    stage.call("run", items, stage.handler())


def run_witnessed(stage: Stage, items, slow=(), slow_end=False):
    """Call the answer with items that tell who pickles them.

    Those at the positions `slow` take long. With `slow_end` the handling of the last item takes a
    while.
    """
    made = [stage.slow(v) if n in slow else stage.witness(v) for n, v in enumerate(items)]
    steps = {len(items) - 1: [pauses(1.0)]} if slow_end else {}
    stage.call("run", made, stage.handler(steps))


def run_late(stage: Stage, items):
    """Call the answer with a first item that takes longer than any timeout."""
    stage.amplify(short_timeouts)
    run_witnessed(stage, items, slow=[0])


def run_many(stage: Stage, count):
    """Call the answer with very many small items."""
    stage.call("run", list(range(count)), stage.tally())


def run_in_turn(stage: Stage, batches):
    """Call the answer several times in one program."""
    for items in batches:
        stage.call("run", items, stage.handler())


def passes(items) -> Trial:
    return Trial(run, [expect.handled(items), expect.returned(None)], {"items": items})


def tallied(count: int) -> Expectation:
    """A Tally counted the integers 0 … count−1, in order, in one process."""
    chain = 0
    for item in range(count):
        chain = chained(chain, item)

    def look(outcome: Outcome) -> Finding | None:
        tallies = outcome.report.get("tallies", [])
        total = sum(tally[1] for tally in tallies)
        if total != count:
            verdict = Verdict.EARLY if total < count else Verdict.WRONG
            return Finding(verdict, f"{total:,} of {count:,} items handled")
        if len(tallies) != 1:
            return wrong(f"{len(tallies)} processes handled items, one should")
        return None if tallies[0][2] == chain else wrong("items are altered or in the wrong order")

    return look


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is handled once, in order, and then both processes stop."""
    return passes(draw.items(6))


@check(BOTH)
def test_no_items(draw: Draw) -> Trial:
    """With no items at all it returns as well."""
    return passes([])


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [] and False are data, and do not end anything."""
    items = [0, "", [], False, 0.0, {}, (), -1, "STOP", *draw.items(2)]
    draw.shuffle(items)
    return passes(items)


@check(BOTH)
def test_two_child_processes(draw: Draw) -> Trial:
    """One child process puts every item, another one handles it."""
    items = draw.items(5)
    return Trial(
        run_witnessed, [expect.handled(items), expect.two_children(gave="pickle")], {"items": items}
    )


@check(BOTH)
def test_returns_when_all_is_done(draw: Draw) -> Trial:
    """It returns only when the last item is handled and both processes have exited."""
    items = draw.items(3)
    return Trial(run_witnessed, [expect.handled(items)], {"items": items, "slow_end": True})


@check(ONE)
def test_late_last_item(draw: Draw) -> Trial:
    """The last item arrives even if it is late; waiting for it uses no CPU."""
    items = draw.items(3)
    return Trial(run_witnessed, [expect.handled(items)], {"items": items, "slow": [2]})


@check(ONE)
def test_late_first_item(draw: Draw) -> Trial:
    """A pause in the stream is not its end."""
    items = draw.items(4)
    return Trial(run_late, [expect.handled(items)], {"items": items})


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    batches = [draw.items(3), draw.items(4), draw.items(2)]
    every = [item for batch in batches for item in batch]
    return Trial(
        run_in_turn, [expect.handled_in_calls(batches), expect.handled(every)], {"batches": batches}
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """200,000 items pass, in order."""
    return Trial(run_many, [tallied(200_000)], {"count": 200_000})
