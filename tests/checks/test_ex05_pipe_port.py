"""What a sender and a receiver on a Pipe must do."""

from examiner import expect
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Trial, check
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.scene import Stage

CONTRACT = {"run": ["items"]}
FORBIDS = ("Queue", "JoinableQueue", "SimpleQueue", "Manager")


def run(stage: Stage, items):
    """Call the answer once."""
    stage.call("run", items)


def run_big(stage: Stage, size, number):
    """Call the answer with one big item."""
    stage.call("run", [b"%d" % number * size])


def run_many(stage: Stage, count):
    """Call the answer with very many small items."""
    stage.call("run", list(range(count)))


def run_slow(stage: Stage, items, slow):
    """Call the answer with items some of which take long to pickle, longer than any timeout."""
    stage.amplify(short_timeouts)
    stage.call("run", [stage.slow(v) if n in slow else v for n, v in enumerate(items)])


def run_equal(stage: Stage, items):
    """Call the answer with items that equal everything."""
    stage.call("run", [stage.always_equal(value) for value in items])


def run_poisoned(stage: Stage, before, code, after):
    """Call the answer with an item whose pickling ends the sender."""
    stage.call("run", [*before, stage.poison(code), *after])


def run_refusing(stage: Stage, before, name, after):
    """Call the answer with an item that cannot be pickled."""
    stage.call("run", [*before, stage.refusing(name), *after])


def run_in_turn(stage: Stage, batches):
    """Call the answer several times in one program."""
    for items in batches:
        stage.call("run", items)


def passes(scene, items, **inputs) -> Trial:
    return Trial(
        scene, [expect.received(items, []), expect.sent_by_a_child()], {"items": items, **inputs}
    )


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is received once, in order, from a child process."""
    return passes(run, draw.numbers(8))


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "", [] and False are data."""
    items = [None, 0, "", [], False, 0.0, {}, (), None, *draw.numbers(2)]
    draw.shuffle(items)
    return passes(run, items)


@check(BOTH)
def test_no_items(draw: Draw) -> Trial:
    """With no items it returns an empty list, and a clean end."""
    return Trial(run, [expect.received([], [])], {"items": []})


@check(ONE)
def test_items_that_equal_everything(draw: Draw) -> Trial:
    """An item that equals everything is data too."""
    return passes(run_equal, draw.numbers(3))


@check(EVERY)
def test_sender_exits_half_way(draw: Draw) -> Trial:
    """If the sender exits half way: what arrived is returned, not clean."""
    before, after = draw.numbers(3), draw.numbers(2)
    return Trial(
        run_poisoned,
        [expect.received([*before, 9, *after], before)],
        {"before": before, "code": 9, "after": after},
    )


@check(ONE)
def test_sender_killed_half_way(draw: Draw) -> Trial:
    """The same holds if a signal kills the sender."""
    before = [None, *draw.numbers(1)]
    return Trial(
        run_poisoned,
        [expect.received([*before, -9], before)],
        {"before": before, "code": -9, "after": []},
    )


@check(BOTH)
def test_sender_raises_half_way(draw: Draw) -> Trial:
    """The same holds if an item cannot be pickled."""
    before, after = draw.numbers(2), draw.numbers(1)
    return Trial(
        run_refusing,
        [expect.received([*before, "odd", *after], before)],
        {"before": before, "name": "odd", "after": after},
    )


@check(ONE)
def test_late_items(draw: Draw) -> Trial:
    """A pause of the sender is not its end, and waiting for it uses no CPU."""
    return passes(run_slow, draw.numbers(4), slow=[1])


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    items = draw.numbers(3)
    return Trial(run_in_turn, [expect.received(items, [])], {"batches": [items, items, items]})


@check(BOTH)
def test_big_item(draw: Draw) -> Trial:
    """An item of 5 MB passes."""
    number, size = draw.randint(1, 9), 5_000_000
    return Trial(
        run_big, [expect.received([b"%d" % number * size], [])], {"size": size, "number": number}
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """50,000 items pass."""
    return Trial(run_many, [expect.received(list(range(50_000)), [])], {"count": 50_000})
