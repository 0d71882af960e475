"""What the calls of the answer's function returned, and how long they took."""

from collections.abc import Sequence

from examiner.expect.findings import CLOCK_TOLERANCE, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def returned_in_turn(values: Sequence[object]) -> Expectation:
    """The calls of the answer's function returned these values, one each."""
    expected = [label(value) for value in values]

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.answered("return")
        for number, (entry, wanted) in enumerate(zip(got, expected, strict=False), 1):
            if entry["value"] != wanted:
                call = f"call {number} of {entry['function']}()"
                return wrong(f"{call} returned {entry['value']}, expected {wanted}")
        return None if len(got) == len(expected) else wrong(f"{len(got)} calls returned")

    return look


def took(at_least: float, at_most: float) -> Expectation:
    """The first call of the answer's function took that long, in seconds."""

    def look(outcome: Outcome) -> Finding | None:
        begun, ended = outcome.answered("begin"), outcome.answered("return")
        if not (begun and ended):
            return wrong("it did not return")
        seconds = outcome.seconds(ended[0]) - outcome.seconds(begun[0])
        what = f"{begun[0]['function']}() took {seconds:.2f} s"
        if seconds < at_least * CLOCK_TOLERANCE:
            return wrong(f"{what}, expected at least {at_least:.2f} s")
        return wrong(f"{what}, allowed are {at_most:.2f} s") if seconds > at_most else None

    return look


def returned_within(seconds: float, of: str) -> Expectation:
    """The first call returned at most so long after the scene reported the value `of`."""

    def look(outcome: Outcome) -> Finding | None:
        ended = outcome.answered("return")
        since = [entry for entry in outcome.of("value") if entry["name"] == of]
        if not (ended and since):
            return wrong("it did not return")
        late = outcome.seconds(ended[0]) - outcome.seconds(since[0])
        if late <= seconds:
            return None
        return wrong(f"{ended[0]['function']}() returned {late:.2f} s after {of}")

    return look
