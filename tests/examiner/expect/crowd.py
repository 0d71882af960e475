"""How many processes worked at the same time."""

from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def worked_at_once(limit: int) -> Expectation:
    """At no moment more than `limit` processes were in a call of a Function."""

    def look(outcome: Outcome) -> Finding | None:
        working: set[int] = set()
        for entry in outcome.of("work", "worked", "killed"):
            if entry["kind"] == "work":
                working.add(entry["pid"])
            else:
                working.discard(entry["pid"])
            if len(working) > limit:
                return wrong(f"{len(working)} processes worked at once, allowed are {limit}")
        return None

    return look
