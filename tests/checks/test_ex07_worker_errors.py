"""What workers that raise or die must not spoil."""

import multiprocessing
import signal
from collections.abc import Sequence

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.labels import label
from examiner.facts.odd import ERRORS, Equal, Incomparable, Touchy
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.props import (
    FAILING_LINE,
    Bomb,
    Unsendable,
    dies,
    fails,
    first_ones,
    message_of,
    opens,
    pauses,
    rests,
    waits,
    worked,
)
from examiner.stage.scene import Stage

CONTRACT = {"run": ["items", "fn", "workers"]}
WORLDS = {"data": DATA, "returns": "what fn returns is reported", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("limit",),
    "raises: an exception": ("raises",),
    "raises: a well-known one": ("raises",),
    "raises: unpicklable": ("exceptions_that_do_not_travel",),
    "raises: an exit": ("system_exit",),
    "death: exception": ("system_exit",),
    "death: exit 0": ("more_deaths_than_workers",),
    "death: exit 9": ("a_process_exits", "value_before_a_death", "again"),
    "death: killed": ("more_deaths_than_workers",),
    "death: within": "it dies only in fn, in unpickling the item or pickling the value",
    "death: lock": "it dies only in fn, in unpickling the item or pickling the value",
    "death: at first": ("deaths_in_pickling",),
    "scale: none": ("no_items",),
    "scale: one": ("again",),
    "scale: few": ("again",),
    "scale: many": ("big_values",),
    "scale: big": ("big_values",),
    "crew: together": ("together",),
    "crew: slow": "only a bad item must cost the others no time, a slow one may",
    "start: again": ("again",),
}

BIG = 1 << 20
"""Bytes of a big value: no pipe holds it, so who sends it waits until somebody reads."""

MANY, LONG = 40, 16_384
"""So many items of so many bytes are more than the pipes of two workers hold."""

OF_PICKLING = ("AttributeError", "PicklingError", "TypeError")
"""What is raised where a function without a name cannot be pickled."""

REFUSED = "it will not be pickled"
"""The message of a ValueError that is raised where a value is pickled."""

SHOWN, NOT_SHOWN = "traceback", "no traceback"
"""What stands for a traceback in a report: whether it shows the line that failed."""

A_MOMENT = 0.1
"""Seconds that work takes which others may be at as well."""

KILLED = -signal.SIGKILL.value if hasattr(signal, "SIGKILL") else 9


def run(stage: Stage, items, workers, errors=(), ends=()):
    """Call the answer with items some of which make fn raise, or end its process."""
    steps = {item: [fails(kind, item)] for item, kind in errors}
    steps |= {item: [dies(code)] for item, code in ends}
    tell(stage, stage.call("run", items, stage.function(steps), workers))


def run_in_turn(stage: Stage, batches, workers, ends):
    """Call the answer several times in one program."""
    for items in batches:
        run(stage, items, workers, ends=ends)


def run_together(stage: Stage, items, workers):
    """Call the answer with items that go on only when each of them has begun."""
    gates = {item: stage.gate(f"item {item} has begun") for item in items}
    meet = {i: [opens(gates[i]), *(waits(gate) for gate in gates.values())] for i in items}
    tell(stage, stage.call("run", items, stage.function(meet), workers))


def run_giving(stage: Stage, items, values, workers):
    """Call the answer with an fn that gives these values."""
    given = list(zip(items, values, strict=True))
    tell(stage, stage.call("run", items, stage.function(gives=given), workers))


def run_giving_big(stage: Stage, items, workers):
    """Call the answer with an fn whose first values are big."""
    given = [(item, item[:4] * (BIG // 4)) for item in items[:4]]
    tell(stage, stage.call("run", items, stage.function(gives=given), workers))


def run_giving_unsendable(stage: Stage, items, bad, worse, workers):
    """Call the answer with an fn that gives two values which cannot be pickled, each its way."""
    given = [(bad, Unsendable()), (worse, Unsendable(REFUSED))]
    tell(stage, stage.call("run", items, stage.function(gives=given), workers), exactly=False)


def run_slow_then_deadly(stage: Stage, slow, big, deadly, code):
    """Call the answer with an item whose value takes long to pickle, and one that kills.

    Between them is an item whose value takes long to send.
    """
    stage.amplify(in_halves, BIG, pauses(A_MOMENT))
    given = [(slow, stage.slow("late")), (big, b"-" * BIG)]
    fn = stage.function({deadly: [dies(code)]}, gives=given)
    tell(stage, stage.call("run", [slow, big, deadly], fn, 1))


def run_poisoned(stage: Stage, before, codes, after, workers):
    """Call the answer with an item whose unpickling ends the process.

    The pickling of the value before it does the same.
    """
    # What stands behind the bomb is never read by whoever unpickles it. Where a process is given it
    # as an argument that is pickled, multiprocessing's own start() would wait for that for ever.
    unread = MANY * LONG if multiprocessing.get_start_method() == "fork" else 0
    items = [*before, [Bomb(stage.folder, codes[0]), bytes(unread)], *after]
    fn = stage.function(gives=[(before[-1], stage.poison(codes[1]))])
    tell(stage, stage.call("run", items, fn, workers), bomb=len(before))


def run_after_bombs(stage: Stage, codes, items):
    """Call the answer with items whose unpickling kills, and others that take a moment."""
    bombs = [Bomb(stage.folder, code) for code in codes]
    fn = stage.function({item: [pauses(A_MOMENT)] for item in items})
    rows = stage.call("run", [*bombs, *items], fn, 1)
    tell(stage, rows[len(bombs) :] if isinstance(rows, list) else rows)


def run_late(stage: Stage, items, workers):
    """Call the answer with items of which those that begin first rest, one for each worker."""
    fn = stage.function({item: [first_ones(workers, rests())] for item in items})
    tell(stage, stage.call("run", items, fn, workers))


def tell(stage: Stage, rows, exactly=True, bomb=None):
    """Report each row.

    Of a traceback, only whether it shows the failing line; if not `exactly`, of an error
    OF_PICKLING the types; of an item that was never unpickled, and so was no bomb, no value.
    """
    stage.tell("type", type(rows).__name__)
    for number, row in enumerate(rows if isinstance(rows, (list, tuple)) else []):
        if number == bomb and type(row) is tuple and row[:1] == ("ok",):
            row = row[:2]
        if type(row) is tuple and len(row) == 5 and row[0] == "error":
            named = exactly or row[2] not in OF_PICKLING
            row = told(row) if named else (*row[:2], *(type(part).__name__ for part in row[2:]))
        stage.tell("row", row)


def told(row):
    """Return an error's row with a word in the traceback's place."""
    *parts, text = row
    return (*parts, SHOWN if isinstance(text, str) and FAILING_LINE in text else NOT_SHOWN)


def rows(items, workers, errors=(), ends=(), instead=None):
    """Such rows came, for work that was done in at most so many processes at once."""
    return [
        reported("type", [["list"]], "result"),
        reported("row", expected_rows(items, errors, ends, instead), "report"),
        *shared(workers),
    ]


def shared(workers):
    """Child processes did the work, at most so many at once."""
    return [expect.worked_in_children(0), expect.worked_at_once(workers)]


def expected_rows(items, errors=(), ends=(), instead=None):
    """What each row may be.

    `errors` and `ends` say which items raise or kill; `instead` maps an index to what that row
    may be.
    """
    kinds, codes = dict(errors), dict(ends)
    allowed = []
    for index, item in enumerate(items):
        if index in (instead or {}):
            allowed.append(instead[index])
        elif type(item) is int and item in kinds:
            row = ("error", index, kinds[item], message_of(kinds[item], item), SHOWN)
            allowed.append([row])
        elif type(item) is int and item in codes:
            allowed.append([("crashed", index, codes[item])])
        else:
            allowed.append([("ok", index, worked("fn", item))])
    return allowed


def once(items):
    """Nobody died, so each item was tried once."""
    return expect.worked_once(items)


def reported(name: str, allowed: Sequence[Sequence[object]], noun: str) -> Expectation:
    """The scene reported these values under a name; each may be one of several.

    `noun` is what one of them is called.
    """
    wanted = [[label(value) for value in values] for values in allowed]

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values(name)
        for number, (value, values) in enumerate(zip(got, wanted, strict=False)):
            if value.replace(label(NOT_SHOWN), label(SHOWN)) in values and value not in values:
                return wrong(
                    f"the text in {noun} {number} is no traceback with the line that failed"
                )
            if value not in values:
                return wrong(f"{noun} {number} is {value}, expected {' or '.join(values)}")
        if len(got) == len(wanted):
            return None
        verdict = Verdict.EARLY if len(got) < len(wanted) else Verdict.WRONG
        return Finding(verdict, f"{len(got)} {noun}s, expected {len(wanted)}")

    return look


@check(EVERY)
def test_good_work(draw: Draw) -> Trial:
    """Work that goes well gives an "ok" for each item, in order."""
    items = draw.items(8)
    return Trial(run, [*rows(items, 3), once(items)], {"items": items, "workers": 3})


@check(BOTH)
def test_together(draw: Draw) -> Trial:
    """Several items are worked on at the same time."""
    items = draw.numbers(3)
    return Trial(run_together, [*rows(items, 3), once(items)], {"items": items, "workers": 3})


@check(ONE, waits=True)
def test_limit(draw: Draw) -> Trial:
    """Never more than `workers` processes work at once, and waiting uses no CPU."""
    items = draw.numbers(5)
    return Trial(run_late, [*rows(items, 2), once(items)], {"items": items, "workers": 2})


@check(EVERY)
def test_raises(draw: Draw) -> Trial:
    """An exception becomes an "error" that shows where; the other items are done."""
    items = draw.numbers(8)
    kinds = ("ValueError", "KeyError", "EOFError", "Empty", "StopIteration", "BrokenPipeError")
    errors = list(zip(items[1:], kinds, strict=False))
    return Trial(
        run,
        [*rows(items, 2, errors), once(items)],
        {"items": items, "workers": 2, "errors": errors},
    )


@check(BOTH)
def test_exceptions_that_do_not_travel(draw: Draw) -> Trial:
    """An exception that does not survive pickling becomes an "error" too."""
    items = draw.numbers(5)
    errors = list(zip(items, ("TwoParts", "Holding", "Nested"), strict=False))
    return Trial(
        run,
        [*rows(items, 2, errors), once(items)],
        {"items": items, "workers": 2, "errors": errors},
    )


@check(BOTH)
def test_values_that_do_not_travel(draw: Draw) -> Trial:
    """A value that cannot be pickled is an error too."""
    items = draw.items(4)
    bad = [("error", 1, "str", "str", "str")]
    worse = [("error", 2, "ValueError", REFUSED, SHOWN)]
    return Trial(
        run_giving_unsendable,
        [*rows(items, 2, instead={1: bad, 2: worse}), once(items)],
        {"items": items, "bad": items[1], "worse": items[2], "workers": 2},
    )


@check(BOTH, waits=True)
def test_value_before_a_death(draw: Draw) -> Trial:
    """A death is reported, and the values before it are not lost."""
    slow, big, deadly = items = draw.numbers(3)
    given = {0: [("ok", 0, "late")], 1: [("ok", 1, b"-" * BIG)]}
    return Trial(
        run_slow_then_deadly,
        rows(items, 1, instead=given, ends=[(deadly, 9)]),
        {"slow": slow, "big": big, "deadly": deadly, "code": 9},
    )


@check(EVERY)
def test_a_process_exits(draw: Draw) -> Trial:
    """If fn ends its process that item is "crashed", and the rest is done."""
    items = draw.numbers(6)
    ends = [(draw.choice(items[:-1]), 9)]
    return Trial(run, rows(items, 1, ends=ends), {"items": items, "workers": 1, "ends": ends})


@check(BOTH)
def test_more_deaths_than_workers(draw: Draw) -> Trial:
    """Killed or ended with code 0: every one that dies is replaced."""
    items = draw.numbers(6)
    ends = list(zip(draw.sample(items, 4), (KILLED, 0, 3, KILLED), strict=True))
    return Trial(run, rows(items, 2, ends=ends), {"items": items, "workers": 2, "ends": ends})


@check(BOTH)
def test_deaths_in_pickling(draw: Draw) -> Trial:
    """Who dies while it unpickles an item, or pickles a value, has crashed too."""
    before, after, codes = draw.numbers(2), draw.numbers(2), draw.sample(range(1, 100), 2)
    given = {1: [("crashed", 1, codes[1])], 2: [("crashed", 2, codes[0]), ("ok", 2)]}
    return Trial(
        run_poisoned,
        rows([*before, None, *after], 2, instead=given),
        {"before": before, "codes": codes, "after": after, "workers": 2},
    )


@check(ONE, waits=True)
def test_limit_after_deaths(draw: Draw) -> Trial:
    """After deaths too, not more than `workers` processes work at once."""
    items, codes = draw.numbers(4), draw.sample(range(1, 100), 2)
    instead = {n: [("ok", n + len(codes), worked("fn", item))] for n, item in enumerate(items)}
    return Trial(run_after_bombs, rows(items, 1, instead=instead), {"codes": codes, "items": items})


@check(ONE)
def test_system_exit(draw: Draw) -> Trial:
    """SystemExit is an error or a crash, and hangs nothing."""
    items = draw.sample(range(1, 100), 4)
    code = items[1]
    either = [("crashed", 1, code), ("error", 1, "SystemExit", str(code), SHOWN)]
    return Trial(
        run,
        rows(items, 2, instead={1: either}),
        {"items": items, "workers": 2, "errors": [(code, "SystemExit")]},
    )


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "" and [] are data."""
    items = [None, 0, "", [], False, None, *draw.items(1)]
    draw.shuffle(items)
    return Trial(run, [*rows(items, 2), once(items)], {"items": items, "workers": 2})


@check(ONE)
def test_any_value(draw: Draw) -> Trial:
    """Values like None, 0 and exceptions are data, also such that look like a report."""
    values = [None, 0, [], False, ("error", 1), ("crashed", 0, 9), "ok"]
    values += [kind(0) for kind in (*ERRORS, Equal, Incomparable, Touchy)]
    draw.shuffle(values)
    items = draw.items(len(values))
    given = {index: [("ok", index, value)] for index, value in enumerate(values)}
    return Trial(
        run_giving,
        [*rows(items, 2, instead=given), once(items)],
        {"items": items, "values": values, "workers": 2},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_big_values(draw: Draw) -> Trial:
    """Items and values of 1 MB come through, and more items than a pipe holds."""
    sizes = [*[BIG] * 4, *[LONG] * (MANY - 4)]
    numbers = draw.numbers(MANY)
    items = [b"%04d" % n * (size // 4) for n, size in zip(numbers, sizes, strict=True)]
    given = {index: [("ok", index, items[index][:4] * (BIG // 4))] for index in range(4)}
    return Trial(run_giving_big, rows(items, 2, instead=given), {"items": items, "workers": 2})


@check(BOTH)
def test_no_items(draw: Draw) -> Trial:
    """With no items it returns an empty list."""
    return Trial(run, rows([], 2), {"items": [], "workers": 2})


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program, with fewer items than workers."""
    batches = [draw.numbers(3), draw.numbers(1)]
    ends = [(batches[0][1], 9)]
    expected = [row for items in batches for row in expected_rows(items, ends=ends)]
    return Trial(
        run_in_turn,
        [reported("row", expected, "report"), *shared(4)],
        {"batches": batches, "workers": 4, "ends": ends},
    )
