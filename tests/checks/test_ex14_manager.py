"""What several processes that share a dictionary of lists must do."""

from collections import Counter
from collections.abc import Sequence

from examiner import expect
from examiner.expect.findings import some, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import (
    BOTH,
    EVERY,
    ONE,
    VOLUME_TIMEOUT,
    Draw,
    Expectation,
    Trial,
    check,
)
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.amplifiers.late_ends import late_ends
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.amplifiers.tell_records import tell_records
from examiner.stage.props.listings import tell_lists
from examiner.stage.scene import Stage

CONTRACT = {"run": ["events", "workers"]}
WORLDS = {"data": DATA, "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "time: late": ("few_events",),
    "scale: none": ("no_events",),
    "scale: one": ("again",),
    "scale: few": ("few_events",),
    "scale: many": ("big_values",),
    "scale: big": ("big_values",),
    "crew: together": ("split", "together"),
    "crew: slow": "who holds the lock for an event may hold the others up",
    "start: again": ("again",),
}

SIZE = 1_000_000
"""Bytes of a big value, as the prompt says."""

MANY = 1_100
"""Events that are more than Python calls can be nested."""

LATE = 1.2
"""Seconds that children come later: more than somebody waits who takes a second for an end."""

ENDING = 1.0
"""Seconds that children take to end: more than it takes to look whether they have."""

MOST = 4
"""So often may a process change the board before it gives a lock back; one event takes less."""

KEYS = [
    "errors", "error", "lock", "done", "count", "None", "__class__", "a#b", "#", "a:1", "a/b",
    "a,b", "a.0", "a b", "a_1", "a-1", "a|b", "a\0b", "a\nb",
]  # fmt: skip
"""Keys that an answer might keep for something else, or take apart."""


def recording(stage: Stage, events, workers):
    """Call the answer once, and report the board that it returns."""
    tell_lists(stage.folder, stage.call("run", events, workers))


def recording_late(stage: Stage, events, workers):
    """Call the answer once; its processes come up late."""
    stage.amplify(late_children, LATE)
    recording(stage, events, workers)


def ending_late(stage: Stage, events, workers):
    """Call the answer once; its processes take a moment to end."""
    stage.amplify(late_ends, ENDING)
    recording(stage, events, workers)


def overtaken(stage: Stage, events, workers):
    """Call the answer once; who reads from the board is overtaken before it writes."""
    stage.amplify(overtake_readers, workers)
    stage.amplify(tell_records)
    recording(stage, events, workers)


def recording_much(stage: Stage, events, workers):
    """Call the answer once with some big values and many small ones."""
    recording(stage, much(events), workers)


def much(events):
    """Repeat values until they are big, and add many small ones under other keys."""
    big = [(key, value * (SIZE // len(value))) for key, value in events]
    return big + [(f"small {number % 100}", number) for number in range(MANY)]


def in_turn(stage: Stage, batches, workers):
    """Call the answer several times in one program."""
    for events in batches:
        recording(stage, events, workers)


def recorded(scene, events, workers, *more) -> Trial:
    inputs = {"events": events, "workers": workers}
    return Trial(scene, [listed([events]), *more], inputs)


def keys(count):
    return [f"key {number}" for number in range(count)]


def at_the_same_time() -> Expectation:
    """Several processes recorded, and none kept a lock that others want for more than an event."""

    def look(outcome: Outcome) -> Finding | None:
        times: Counter[tuple[int, str]] = Counter()
        wanted: dict[str, set[int]] = {}
        recorders: set[int] = set()
        for entry in outcome.of("record", "call"):
            who = entry["pid"]
            if entry["kind"] == "call":
                if entry["plain"] in TAKING:
                    times[who, entry["key"]] = 0
                    wanted.setdefault(entry["key"], set()).add(who)
                continue
            recorders.add(who)
            times.update((who, lock) for lock in entry["held"])
            for lock in entry["held"]:
                if times[who, lock] > MOST and len(wanted.get(lock, ())) > 1:
                    return wrong(
                        f"{outcome.role(who)} changed the board {times[who, lock]} times before "
                        "it gave the lock back, and the others had to wait"
                    )
        # In virtual time one may be through before the others have come.
        if len(recorders) == 1 and not outcome.job.control:
            return wrong(f"{outcome.role(*recorders)} recorded everything, the others nothing")
        return None

    return look


TAKING = ("lock.acquire()", "proxy.acquire()")

Board = dict[str, Counter[str]]


def listed(batches: Sequence[Sequence[tuple[object, object]]]) -> Expectation:
    """The scene reported a plain dict of lists for each batch of (key, value), in any order."""
    expected = [_board(batch) for batch in batches]

    def look(outcome: Outcome) -> Finding | None:
        boards: list[Board] = []
        for entry in outcome.of("lists", "listed"):
            if entry["kind"] == "lists":
                if not entry["plain"]:
                    return wrong(f"{entry['what']} is no plain dict of plain lists")
                boards.append({})
            elif boards:
                boards[-1][entry["key"]] = Counter(entry["values"])
        if len(boards) != len(expected):
            return wrong(f"{len(boards)} of {len(expected)} calls returned a dict")
        findings = map(_compared, boards, expected)
        return next((finding for finding in findings if finding), None)

    return look


def _board(pairs: Sequence[tuple[object, object]]) -> Board:
    board: Board = {}
    for key, value in pairs:
        board.setdefault(label(key), Counter())[label(value)] += 1
    return board


def _compared(got: Board, expected: Board) -> Finding | None:
    for key, wanted in expected.items():
        found = got.get(key)
        if found is None:
            return wrong(f"the key {key} is missing")
        if found != wanted:
            lost, extra = list((wanted - found).elements()), list((found - wanted).elements())
            what = f"lost: {some(lost)}" if lost else f"not asked for: {some(extra)}"
            return wrong(f"{found.total()} of {wanted.total()} values under {key}; {what}")
    extra = sorted(got.keys() - expected.keys())
    return wrong(f"keys that no event has: {some(extra)}") if extra else None


@check(BOTH, waits=True)
def test_alone(draw: Draw) -> Trial:
    """One worker records every value, and a plain dict of lists comes back."""
    events = list(zip(keys(3) * 3, draw.items(9), strict=True))
    return recorded(ending_late, events, 1)


@check(BOTH)
def test_split(draw: Draw) -> Trial:
    """Child processes share the events, at the same time, no more than asked for.

    One more may keep the board, as a manager's server does.
    """
    events = list(zip(keys(9), draw.items(9), strict=True))
    return recorded(recording, events, 4, expect.shared_by(4, 4 + 1), expect.side_by_side())


@check(EVERY)
def test_together(draw: Draw) -> Trial:
    """Several processes record under the same key at the same time, and no value is lost."""
    events = [("key", item) for item in draw.items(18)]
    return recorded(overtaken, events, 3, at_the_same_time())


@check(ONE)
def test_any_value(draw: Draw) -> Trial:
    """Falsy, unhashable and repeated values are data, and "" is a key."""
    values = [None, 0, "", [], False, {}, draw.items(2), None, [], *draw.items(2)]
    draw.shuffle(values)
    # So many of one value that two of them stand side by side in each share.
    events = [("", value) for value in [*values, *[draw.choice([None, 0])] * 7]]
    return recorded(recording, [*events, *((key, None) for key in KEYS)], 2)


@check(ONE)
def test_no_events(draw: Draw) -> Trial:
    """Without events it returns an empty dict."""
    return recorded(recording, [], draw.randint(2, 3))


@check(ONE, waits=True)
def test_few_events(draw: Draw) -> Trial:
    """There can be more workers than events."""
    return recorded(recording_late, list(zip(keys(2), draw.items(2), strict=True)), 5)


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, and starts with an empty board."""
    batches = [list(zip(keys(n), draw.items(n), strict=True)) for n in (5, 1)]
    return Trial(in_turn, [listed(batches)], {"batches": batches, "workers": 2})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_big_values(draw: Draw) -> Trial:
    """Values of 1 MB pass, and so do 1,100 small ones."""
    events = [(key, b"%d" % number) for key, number in zip(keys(6), draw.numbers(6), strict=True)]
    return Trial(recording_much, [listed([much(events)])], {"events": events, "workers": 2})
