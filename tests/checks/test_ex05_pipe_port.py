"""What a sender and a receiver on a Pipe must do."""

from collections.abc import Sequence

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.labels import label
from examiner.facts.odd import Equal
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.cut_messages import cut_messages
from examiner.stage.amplifiers.idle_children import idle_children
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import Late
from examiner.stage.scene import Stage

CONTRACT = {"run": ["items"]}
FORBIDS = ("Queue", "JoinableQueue", "SimpleQueue", "Manager")
WORLDS = {"data": DATA, "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("late_items",),
    "raises": "it has no callback",
    "death: exception": ("sender_raises_half_way",),
    "death: exit 0": ("sender_leaves_with_code_0",),
    "death: exit 9": ("sender_exits_half_way",),
    "death: killed": ("sender_killed_half_way",),
    "death: within": ("killed_within_a_message",),
    "death: at first": ("sender_dies_at_first",),
    "death: lock": "there is one sender: nobody else waits for its locks",
    "scale: none": ("no_items",),
    "scale: one": ("big_item",),
    "scale: few": "there is one sender",
    "scale: many": ("many_items",),
    "scale: big": ("big_item",),
    "crew": "there is one sender",
    "start: again": ("again",),
}


NOTICING = 45.0
"""pytest-timeout's seconds where the sender ends too early: a trial gets a tenth of it. Three
seconds are what the prompt gives run, the rest is for the start."""


def run(stage: Stage, items):
    """Call the answer once."""
    stage.call("run", items)


def run_witnessed(stage: Stage, items):
    """Call the answer with a first item that tells who pickles it."""
    stage.call("run", [stage.witness(items[0]), *items[1:]])


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


def run_poisoned(stage: Stage, before, code, after):
    """Call the answer with an item whose pickling ends the sender."""
    run(stage, [*before, stage.poison(code), *after])


LAST = 40
"""Items that are sent when the caller is late for the second time."""


def run_behind(stage: Stage, count, code):
    """Call the answer with very many items, and be late to unpickle the first, and one of the last.

    The sender is gone when the caller comes to the next, but for one that is held back.
    """
    late = {0, count - LAST}
    items = [Late(stage.folder, n) if n in late else n for n in range(count)]
    run(stage, [*items, stage.poison(code)])


def run_refusing(stage: Stage, before, name, after):
    """Call the answer with an item that cannot be pickled."""
    run(stage, [*before, stage.refusing(name), *after])


def run_cut(stage: Stage, before, size):
    """Call the answer with a last item in whose message the sender is killed."""
    stage.amplify(cut_messages)
    run(stage, [*before, b"x" * size])


def run_idle(stage: Stage, items):
    """Call the answer with a sender that ends before it begins."""
    stage.amplify(idle_children)
    run(stage, items)


def run_in_turn(stage: Stage, batches):
    """Call the answer several times in one program."""
    for items in batches:
        stage.call("run", items)


def passes(scene, items, **inputs) -> Trial:
    return Trial(scene, [received(items, [])], {"items": items, **inputs})


def received(items: Sequence[object], died: Sequence[object]) -> Expectation:
    """`run` returned (items, True), or (died, False) if an item killed the sender on the way."""

    def look(outcome: Outcome) -> Finding | None:
        fate = (list(died), False) if outcome.of("killed") else (list(items), True)
        expected = label(fate)
        for entry in outcome.answered("return"):
            if entry["value"] != expected:
                cut = not outcome.of("killed") and _is_prefix(entry["value"], expected)
                verdict = Verdict.EARLY if cut else Verdict.WRONG
                differs = expect.where_it_differs(entry, fate)
                if differs:
                    return Finding(verdict, f"run() returned another value than expected{differs}")
                return Finding(verdict, f"run() returned {entry['value']}, expected {expected}")
        return None if outcome.answered("return") else wrong("run() did not return")

    return look


def _is_prefix(got: str, expected: str) -> bool:
    """Is a returned `([…], …)` cut short? Labels of plain lists are read as text."""
    inner, wanted = got.partition("]")[0], expected.partition("]")[0]
    return got.startswith("([") and inner != wanted and wanted.startswith(inner)


def sent_by_a_child() -> Expectation:
    """There is a Pipe, and a child process of the caller sent something over it, or pickled it.

    A child that writes frames of its own to the descriptor is seen by what it pickles.
    """

    def look(outcome: Outcome) -> Finding | None:
        if not outcome.of("pair"):
            return wrong("no Pipe was made")
        children = {entry["child"] for entry in outcome.of("start") if entry["pid"] == outcome.main}
        senders = {e["pid"] for e in outcome.of("call") if e["plain"].startswith("connection.send")}
        picklers = {entry["pid"] for entry in outcome.of("pickle")}
        if children & (senders | picklers):
            return None
        return wrong("no child process sent anything over a connection")

    return look


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is received once, in order, from a child process."""
    items = draw.items(8)
    return Trial(run_witnessed, [received(items, []), sent_by_a_child()], {"items": items})


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "", [] and False are data."""
    items = [None, 0, "", [], False, 0.0, {}, (), None, *draw.items(2)]
    draw.shuffle(items)
    return passes(run, items)


@check(BOTH)
def test_no_items(draw: Draw) -> Trial:
    """With no items it returns an empty list, and a clean end."""
    return Trial(run, [received([], [])], {"items": []})


@check(ONE)
def test_items_that_equal_everything(draw: Draw) -> Trial:
    """An item that equals everything is data too."""
    return passes(run, [Equal(value) for value in draw.items(3)])


@check(EVERY, NOTICING)
def test_sender_exits_half_way(draw: Draw) -> Trial:
    """If the sender exits half way: what arrived is returned, not clean."""
    before, after = draw.items(3), draw.items(2)
    return Trial(
        run_poisoned,
        [received([*before, 9, *after], before)],
        {"before": before, "code": 9, "after": after},
    )


@check(ONE, NOTICING)
def test_sender_killed_half_way(draw: Draw) -> Trial:
    """If a signal kills the sender: what arrived is returned, not clean."""
    before = [None, *draw.items(1)]
    return Trial(
        run_poisoned,
        [received([*before, -9], before)],
        {"before": before, "code": -9, "after": []},
    )


@check(ONE, NOTICING, volume=True)
def test_much_before_a_death(draw: Draw) -> Trial:
    """However much has arrived when the sender ends, all of it is returned."""
    count = draw.randint(1030, 1060)
    return Trial(
        run_behind, [received([*range(count), 9], list(range(count)))], {"count": count, "code": 9}
    )


@check(ONE, NOTICING)
def test_sender_leaves_with_code_0(draw: Draw) -> Trial:
    """If the sender leaves half way with exit code 0, that is not clean either."""
    before, after = draw.items(2), draw.items(1)
    return Trial(
        run_poisoned,
        [received([*before, 0, *after], before)],
        {"before": before, "code": 0, "after": after},
    )


@check(BOTH, NOTICING)
def test_sender_raises_half_way(draw: Draw) -> Trial:
    """If an item cannot be pickled: what arrived before it is returned, not clean."""
    before, after = draw.items(2), draw.items(1)
    return Trial(
        run_refusing,
        [received([*before, "odd", *after], before)],
        {"before": before, "name": "odd", "after": after},
    )


@check(ONE, NOTICING)
def test_sender_dies_at_first(draw: Draw) -> Trial:
    """If the sender ends before its first line, nothing is returned, not clean."""
    return Trial(run_idle, [expect.returned(([], False))], {"items": draw.items(2)})


@check(ONE, waits=True)
def test_late_items(draw: Draw) -> Trial:
    """A pause of the sender is not its end, and waiting for it uses no CPU."""
    return passes(run_slow, draw.items(4), slow=[1])


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    items = draw.items(3)
    return Trial(run_in_turn, [received(items, [])], {"batches": [items, items, items]})


@check(BOTH)
def test_big_item(draw: Draw) -> Trial:
    """An item of 5 MB passes."""
    number, size = draw.randint(1, 9), 5_000_000
    return Trial(run_big, [received([b"%d" % number * size], [])], {"size": size, "number": number})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """50,000 items pass."""
    return Trial(run_many, [received(list(range(50_000)), [])], {"count": 50_000})


@check(ONE, NOTICING)
def test_killed_within_a_message(draw: Draw) -> Trial:
    """If the sender is killed in the middle of a message, that is not clean either."""
    before, size = draw.items(2), 3_000_000
    return Trial(
        run_cut,
        [received([*before, b"x" * size], before)],
        {"before": before, "size": size},
    )
