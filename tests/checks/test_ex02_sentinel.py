"""What a producer and a consumer with a sentinel must do."""

from examiner import expect
from examiner.facts.odd import Failure
from examiner.facts.worlds import CALLER, DATA_WITHOUT_EQUALS, RETURNS
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Trial, check
from examiner.stage.amplifiers.short_naps import short_naps
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import pauses, prints
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
    "scale: one": ("again",),
    "scale: few": "there is one consumer",
    "scale: many": ("many_items",),
    "scale: big": ("many_items",),
    "crew": "there are one producer and one consumer",
    "start: again": ("again",),
}


BIG = 1 << 40_000_000
"""An item of 5 MB, which a Tally can count."""

LONGEST_NAP = 0.1
"""Seconds that a sleep takes at most where no sleep may help."""


def run(stage: Stage, items):
    """Call the answer once."""
    stage.call("run", items, stage.handler())


def run_witnessed(stage: Stage, items, slow=()):
    """Call the answer with items that tell who pickles them; those at `slow` take long."""
    made = [stage.slow(v) if n in slow else stage.witness(v) for n, v in enumerate(items)]
    stage.call("run", made, stage.handler())


def run_slow_end(stage: Stage, items):
    """Call the answer with a handler that prints, and takes a while for the last item."""
    steps = {n: [prints(f"item {n + 1}")] for n in range(len(items))}
    steps[len(items) - 1].append(pauses(1.0))
    stage.call("run", items, stage.handler(steps))


def run_late(stage: Stage, items):
    """Call the answer with a first item that takes longer than any timeout."""
    stage.amplify(short_timeouts)
    run_witnessed(stage, items, slow=[0])


def run_late_end(stage: Stage, items):
    """Call the answer with a last item that takes longer than any sleep."""
    stage.amplify(short_naps, LONGEST_NAP)
    run_witnessed(stage, items, slow=[len(items) - 1])


ROUND = 32_000
"""A multiple of the usual sizes of batches."""


def run_many(stage: Stage, count):
    """Call the answer with very many small items, and a big one at the end.

    Then so many that in batches of 256 or 1,000, say, the last batch is full too.
    """
    stage.call("run", many(count), stage.tally())
    stage.call("run", list(range(ROUND)), bool)


def many(count):
    return [*range(count - 1), BIG]


def run_in_turn(stage: Stage, batches):
    """Call the answer several times in one program."""
    for items in batches:
        stage.call("run", items, stage.handler())


def passes(items) -> Trial:
    wanted = [expect.handled(items), expect.returned(None), expect.ended_by_themselves()]
    return Trial(run, wanted, {"items": items})


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
    items = [0, "", [], False, 0.0, {}, (), -1, "STOP", Failure(1), *draw.items(2)]
    draw.shuffle(items)
    return passes(items)


@check(BOTH)
def test_two_child_processes(draw: Draw) -> Trial:
    """One child process puts every item, another one handles it."""
    items = draw.items(5)
    return Trial(
        run_witnessed, [expect.handled(items), expect.two_children(gave="pickle")], {"items": items}
    )


@check(BOTH, waits=True)
def test_returns_when_all_is_done(draw: Draw) -> Trial:
    """It returns only when the last item is handled and both processes have exited."""
    items = draw.items(3)
    return Trial(
        run_slow_end,
        [expect.handled(items), expect.printed("item 1 item 2 item 3")],
        {"items": items},
    )


@check(ONE)
def test_late_last_item(draw: Draw) -> Trial:
    """The last item arrives even if it is late; waiting for it uses no CPU."""
    items = draw.items(3)
    return Trial(run_late_end, [expect.handled(items)], {"items": items})


@check(ONE, waits=True)
def test_late_first_item(draw: Draw) -> Trial:
    """A pause in the stream is not its end."""
    items = draw.items(4)
    return Trial(run_late, [expect.handled(items)], {"items": items})


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    batches = [draw.items(3), draw.items(4), draw.items(1)]
    every = [item for batch in batches for item in batch]
    return Trial(
        run_in_turn, [expect.handled_in_calls(batches), expect.handled(every)], {"batches": batches}
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """200,000 items pass, in order."""
    return Trial(run_many, [expect.tallied(many(200_000))], {"count": 200_000})
