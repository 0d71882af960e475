"""What several processes that share a dictionary of lists must do."""

from examiner import expect
from examiner.spec import BOTH, EVERY, ONE, Draw, Trial, check
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.props.listings import tell_lists
from examiner.stage.scene import Stage

CONTRACT = {"run": ["events", "workers"]}

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
    return Trial(scene, [expect.listed([events]), *more], inputs)


def keys(count):
    return [f"key {number}" for number in range(count)]


@check(BOTH)
def test_alone(draw: Draw) -> Trial:
    """One worker records every value, and a plain dict of lists comes back."""
    events = list(zip(keys(3) * 3, draw.numbers(9), strict=True))
    return recorded(recording, events, 1)


@check(BOTH)
def test_split(draw: Draw) -> Trial:
    """Child processes share the events, at the same time, no more than asked for."""
    events = list(zip(keys(10), draw.numbers(10), strict=True))
    return recorded(recording, events, 3, expect.shared_by(2, 3), expect.side_by_side())


@check(EVERY)
def test_together(draw: Draw) -> Trial:
    """No value is lost when several processes record under the same key."""
    return recorded(overtaken, [("key", number) for number in draw.numbers(18)], 3)


@check(ONE)
def test_any_value(draw: Draw) -> Trial:
    """Falsy, unhashable and repeated values are data, and "" is a key."""
    values = [None, 0, "", [], False, {}, draw.numbers(2), None, [], *draw.numbers(2)]
    draw.shuffle(values)
    return recorded(recording, [*(("", value) for value in values), ("key", None)], 2)


@check(ONE)
def test_no_events(draw: Draw) -> Trial:
    """Without events it returns an empty dict."""
    return recorded(recording, [], draw.randint(2, 3))


@check(ONE)
def test_few_events(draw: Draw) -> Trial:
    """There can be more workers than events."""
    return recorded(recording, list(zip(keys(2), draw.numbers(2), strict=True)), 5)


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, and starts with an empty board."""
    batches = [list(zip(keys(n), draw.numbers(n), strict=True)) for n in (5, 3)]
    return Trial(in_turn, [expect.listed(batches)], {"batches": batches, "workers": 2})


@check(ONE)
def test_big_values(draw: Draw) -> Trial:
    """Values of 150 kB pass."""
    events = [(key, b"%d" % number) for key, number in zip(keys(6), draw.numbers(6), strict=True)]
    big = [(key, value * (SIZE // len(value))) for key, value in events]
    return Trial(recording_big, [expect.listed([big])], {"events": events, "workers": 2})
