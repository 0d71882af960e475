"""What arrived at the grader's end of a queue, and what was given back instead."""

from collections.abc import Sequence

from examiner.expect.findings import compare, compare_counts, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def arrived(items: Sequence[object]) -> Expectation:
    """Exactly these items arrived, in this order."""
    expected = [label(item) for item in items]
    return lambda outcome: compare(_labels(outcome, "arrive"), expected, "arrived")


def shared_out(items: Sequence[object]) -> Expectation:
    """Each of these different items has either arrived or was rejected, both in their order.

    The calls returned how many had been sent, first.
    """
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        came, rejected = _labels(outcome, "arrive"), _labels(outcome, "reject")
        finding = compare_counts([*came, *rejected], expected, "sent or rejected")
        for labels, verb in ((came, "arrived"), (rejected, "rejected")):
            finding = finding or compare(labels, sorted(labels, key=expected.index), verb)
        return finding or _miscounted(outcome, len(came))

    return look


def _labels(outcome: Outcome, kind: str) -> list[str]:
    return [entry["item"] for entry in outcome.of(kind)]


def _miscounted(outcome: Outcome, count: int) -> Finding | None:
    said = [entry["value"].lstrip("(").partition(",")[0] for entry in outcome.answered("return")]
    if said and all(text.isdigit() for text in said) and sum(map(int, said)) == count:
        return None
    return wrong(f"{count} items arrived, the number returned is {' and '.join(said) or 'missing'}")
