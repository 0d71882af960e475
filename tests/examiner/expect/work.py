"""What a Function was called with."""

from collections.abc import Sequence

from examiner.expect.findings import compare_counts
from examiner.facts.labels import label
from examiner.spec import Expectation


def worked_once(items: Sequence[object], name: str = "fn") -> Expectation:
    """The Function `name` was called once for each of these items, in any order."""
    expected = [label(item) for item in items]
    return lambda outcome: compare_counts(
        (entry["item"] for entry in outcome.of("work") if entry["name"] == name),
        expected,
        f"given to {name}()",
    )
