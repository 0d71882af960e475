"""What a scene reported, one value after the other."""

from collections.abc import Sequence

from examiner.expect.findings import wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def reported(name: str, allowed: Sequence[Sequence[object]], noun: str) -> Expectation:
    """The scene reported these values under a name; each may be one of several.

    `noun` is what one of them is called.
    """
    wanted = [[label(value) for value in values] for values in allowed]

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values(name)
        for number, (value, values) in enumerate(zip(got, wanted, strict=False)):
            if value not in values:
                return wrong(f"{noun} {number} is {value}, expected {' or '.join(values)}")
        if len(got) == len(wanted):
            return None
        verdict = Verdict.EARLY if len(got) < len(wanted) else Verdict.WRONG
        return Finding(verdict, f"{len(got)} {noun}s, expected {len(wanted)}")

    return look
