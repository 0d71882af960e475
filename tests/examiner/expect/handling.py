"""Which items were handled or worked on, in which order, how often, how far ahead of that."""

import functools
from collections.abc import Sequence

from examiner.expect.findings import compare, compare_counts, wrong
from examiner.facts.calls import chained
from examiner.facts.labels import label
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def handled(items: Sequence[object]) -> Expectation:
    """Exactly these items were handled, one by one, in this order, before the answer returned."""
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        entries = outcome.of("handle")
        finding = compare([entry["item"] for entry in entries], expected, "handled")
        return finding or _overlapping(outcome) or _too_late(outcome, entries)

    return look


def _overlapping(outcome: Outcome) -> Finding | None:
    before = None
    for entry in outcome.of("handle", "handled"):
        if entry["kind"] == "handle" and before is not None and before["kind"] == "handle":
            return wrong(
                f"{entry['item']} was handled while {before['item']} was still being handled"
            )
        before = entry
    return None


def _too_late(outcome: Outcome, entries: list[Entry]) -> Finding | None:
    returns = outcome.answered("return")
    late = [e for e in entries if returns and e["t"] > returns[-1]["t"]]
    if not late:
        return None
    function = returns[-1]["function"]
    message = (
        f"{function}() returned with {len(entries) - len(late)} of {len(entries)} items handled; "
        f"{late[0]['item']} came later"
    )
    return Finding(Verdict.EARLY, message)


def handled_by_all(items: Sequence[object]) -> Expectation:
    """These items were handled, in any order: several processes share the work."""
    expected = [label(item) for item in items]
    return lambda outcome: compare_counts(
        (entry["item"] for entry in outcome.of("handle")), expected, "handled"
    )


def handled_in_calls(batches: Sequence[Sequence[object]]) -> Expectation:
    """Each call of the answer's function handled its own batch, all of it, before it returned."""

    def look(outcome: Outcome) -> Finding | None:
        calls: list[list[str]] = []
        for entry in outcome.of("answer", "handle"):
            if entry["kind"] == "answer" and entry["phase"] == "begin":
                calls.append([])
            elif entry["kind"] == "handle" and calls:
                calls[-1].append(entry["item"])
        for number, batch in enumerate(batches):
            got = calls[number] if number < len(calls) else []
            finding = compare(got, [label(item) for item in batch], f"handled in call {number + 1}")
            if finding:
                return finding
        return None

    return look


def counted(number: int) -> Expectation:
    """A SizeWatch handled that many items, in order."""

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["number"] for entry in outcome.of("size")]
        return compare([str(n) for n in got], [str(n) for n in range(number)], "handled")

    return look


def worked_once(items: Sequence[object], name: str = "fn") -> Expectation:
    """The Function `name` was called once for each of these items, in any order."""
    expected = [label(item) for item in items]
    return lambda outcome: compare_counts(
        (entry["item"] for entry in outcome.of("work") if entry["name"] == name),
        expected,
        f"given to {name}()",
    )


def never_ahead_by_more_than(limit: int) -> Expectation:
    """At no moment more than `limit` items were taken from the source and not yet handled."""

    def look(outcome: Outcome) -> Finding | None:
        ahead = worst = 0
        for entry in outcome.of("pull", "handled"):
            ahead += 1 if entry["kind"] == "pull" else -1
            worst = max(worst, ahead)
        if worst <= limit:
            return None
        return wrong(
            f"{worst} items were taken from the source and not yet handled, allowed are {limit}"
        )

    return look


def tallied(items: Sequence[int]) -> Expectation:
    """A Tally counted these items, in order, in one process."""
    chain = functools.reduce(chained, items, 0)

    def look(outcome: Outcome) -> Finding | None:
        tallies = outcome.report.get("tallies", [])
        total = sum(tally[1] for tally in tallies)
        if total != len(items):
            verdict = Verdict.EARLY if total < len(items) else Verdict.WRONG
            return Finding(verdict, f"{total:,} of {len(items):,} items handled")
        if len(tallies) != 1:
            return wrong(f"{len(tallies)} processes handled items, one should")
        return None if tallies[0][2] == chain else wrong("items are altered or in the wrong order")

    return look
