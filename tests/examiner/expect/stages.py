"""Work in stages: who does which of them, and what happens when one fails."""

from collections.abc import Sequence
from itertools import zip_longest

from examiner.expect.findings import wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def worked_by_own_processes(names: Sequence[str], at_most: int) -> Expectation:
    """Each of these Functions was called by at most so many processes, none of them shared."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        doing: dict[int, str] = {}
        for entry in outcome.of("work"):
            pid, name = entry["pid"], entry["name"]
            if pid in callers:
                return wrong(f"{outcome.role(pid)} called {name}() itself")
            if doing.setdefault(pid, name) != name:
                return wrong(f"{outcome.role(pid)} called both {doing[pid]}() and {name}()")
        for name in names:
            count = list(doing.values()).count(name)
            if count > at_most:
                return wrong(f"{count} processes called {name}(), allowed are {at_most}")
        return None

    return look


def pulled_where_called() -> Expectation:
    """The source was iterated over in the process that called the answer's function."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        for entry in outcome.of("pull", "dry"):
            if entry["pid"] not in callers:
                return wrong(f"{outcome.role(entry['pid'])} took the items, not the caller")
        return None

    return look


def raised() -> Expectation:
    """Every call of the answer's function raised an exception, of whatever type."""

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.answered("return"):
            return wrong(f"{entry['function']}() returned, and did not raise")
        return None if outcome.answered("raise") else wrong("it did not raise")

    return look


def handled_at_most(items: Sequence[object]) -> Expectation:
    """What was handled is a beginning of these items, in this order; none at all is one too."""
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["item"] for entry in outcome.of("handle")]
        for shown, wanted in zip_longest(got, expected[: len(got)], fillvalue="nothing"):
            if shown != wanted:
                return wrong(f"handled {shown} where {wanted} belongs")
        return None

    return look


def not_exhausted() -> Expectation:
    """The source was not used up: it stands for one that never ends."""

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.of("dry"):
            return wrong(f"it went on until the source was used up, after {entry['number']} items")
        return None

    return look
