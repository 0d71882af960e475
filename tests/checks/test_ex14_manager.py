"""What several processes that share a dictionary of lists must do."""

from collections import Counter
from collections.abc import Sequence

from examiner import expect
from examiner.expect.findings import some, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.props.listings import tell_lists
from examiner.stage.scene import Stage

CONTRACT = {"run": ["events", "workers"]}
WORLDS = {"data": DATA, "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("no_events",),
    "scale: few": ("few_events",),
    "scale: big": ("big_values",),
    "crew: together": ("split", "together"),
    "start: again": ("again",),
}

SIZE = 150_000
"""Bytes of a big value: more than a pipe takes without a reader."""


def recording(stage: Stage, events, workers):
    """Call the answer once, and report the board that it returns."""
    tell_lists(stage.folder, stage.call("run", events, workers))


def overtaken(stage: Stage, events, workers):
    """Call the answer once; who reads from the board is overtaken before it writes."""
    stage.amplify(overtake_readers, workers)
    recording(stage, events, workers)


def recording_big(stage: Stage, events, workers):
    """Call the answer once with values that are repeated until they are big."""
    big = [(key, value * (SIZE // len(value))) for key, value in events]
    recording(stage, big, workers)


def in_turn(stage: Stage, batches, workers):
    """Call the answer several times in one program."""
    for events in batches:
        recording(stage, events, workers)


def recorded(scene, events, workers, *more) -> Trial:
    inputs = {"events": events, "workers": workers}
    return Trial(scene, [listed([events]), *more], inputs)


def keys(count):
    return [f"key {number}" for number in range(count)]


def side_by_side() -> Expectation:
    """Some process was started before the one before it had been joined."""

    def look(outcome: Outcome) -> Finding | None:
        servers = {process.pid for process in outcome.processes.values() if process.server}
        running: set[int] = set()
        for entry in outcome.of("start", "call"):
            if entry["kind"] == "start" and entry["child"] not in servers:
                running.add(entry["child"])
                if len(running) > 1:
                    return None
            elif entry["kind"] == "call" and entry["plain"] == "process.join()":
                running.discard(entry["whom"])
        return wrong("each worker process was joined before the next one was started")

    return look


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


@check(BOTH)
def test_alone(draw: Draw) -> Trial:
    """One worker records every value, and a plain dict of lists comes back."""
    events = list(zip(keys(3) * 3, draw.items(9), strict=True))
    return recorded(recording, events, 1)


@check(BOTH)
def test_split(draw: Draw) -> Trial:
    """Child processes share the events, at the same time, no more than asked for."""
    events = list(zip(keys(10), draw.items(10), strict=True))
    return recorded(recording, events, 3, expect.shared_by(2, 3), side_by_side())


@check(EVERY)
def test_together(draw: Draw) -> Trial:
    """No value is lost when several processes record under the same key."""
    return recorded(overtaken, [("key", number) for number in draw.items(18)], 3)


@check(ONE)
def test_any_value(draw: Draw) -> Trial:
    """Falsy, unhashable and repeated values are data, and "" is a key."""
    values = [None, 0, "", [], False, {}, draw.items(2), None, [], *draw.items(2)]
    draw.shuffle(values)
    return recorded(recording, [*(("", value) for value in values), ("key", None)], 2)


@check(ONE)
def test_no_events(draw: Draw) -> Trial:
    """Without events it returns an empty dict."""
    return recorded(recording, [], draw.randint(2, 3))


@check(ONE)
def test_few_events(draw: Draw) -> Trial:
    """There can be more workers than events."""
    return recorded(recording, list(zip(keys(2), draw.items(2), strict=True)), 5)


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, and starts with an empty board."""
    batches = [list(zip(keys(n), draw.items(n), strict=True)) for n in (5, 3)]
    return Trial(in_turn, [listed(batches)], {"batches": batches, "workers": 2})


@check(ONE)
def test_big_values(draw: Draw) -> Trial:
    """Values of 150 kB pass."""
    events = [(key, b"%d" % number) for key, number in zip(keys(6), draw.numbers(6), strict=True)]
    big = [(key, value * (SIZE // len(value))) for key, value in events]
    return Trial(recording_big, [listed([big])], {"events": events, "workers": 2})
