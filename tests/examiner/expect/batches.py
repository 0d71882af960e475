"""Whether batches of work were kept apart, and how many worked at a time."""

from collections import Counter
from collections.abc import Sequence

from examiner.expect.findings import compare_counts, wrong
from examiner.facts.labels import label
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def in_batches(batches: Sequence[Sequence[object]]) -> Expectation:
    """Each item was handled once, none before those of the batch before, all before the return."""
    expected = [Counter(label(item) for item in batch) for batch in batches]

    def look(outcome: Outcome) -> Finding | None:
        got = Counter(entry["item"] for entry in outcome.of("handle"))
        finding = compare_counts(got.elements(), sum(expected, Counter()).elements(), "handled")
        if finding and _is_cut_short(got, expected):
            finding = Finding(Verdict.EARLY, f"stopped early: {finding.message}")
        return finding or _mixed(outcome, expected) or _unfinished(outcome)

    return look


def _is_cut_short(got: Counter[str], expected: list[Counter[str]]) -> bool:
    """Were some batches handled, perhaps part of one, and none after these?"""
    left = got.copy()
    for batch in expected:
        if left < batch or not left:
            return left <= batch
        left -= batch
    return False


def _mixed(outcome: Outcome, expected: list[Counter[str]]) -> Finding | None:
    entries = outcome.of("handle", "handled")
    for number, batch in enumerate(expected, 1):
        unfinished, begun, size = batch.copy(), 0, batch.total()
        while unfinished.total() or begun < size:
            entry = entries.pop(0)
            if entry["kind"] == "handled":
                unfinished[entry["item"]] -= 1
            elif begun < size and entry["item"] in batch:
                begun += 1
            else:
                waiting = next(iter(+unfinished))
                return Finding(
                    Verdict.EARLY,
                    f"{entry['item']} was started before batch {number} was finished: "
                    f"{waiting} was not",
                )
    return None


def _unfinished(outcome: Outcome) -> Finding | None:
    returns = outcome.answered("return")
    late = [e for e in outcome.of("handled") if returns and e["t"] > returns[-1]["t"]]
    if not late:
        return None
    return Finding(
        Verdict.EARLY,
        f"{returns[-1]['function']}() returned before {late[0]['item']} was finished",
    )


def at_most_at_a_time(limit: int) -> Expectation:
    """Never more items than that were being handled, and each process handled one at a time."""

    def look(outcome: Outcome) -> Finding | None:
        busy: list[Entry] = []
        for entry in outcome.of("handle", "handled"):
            if entry["kind"] == "handled":
                busy = [b for b in busy if (b["pid"], b["item"]) != (entry["pid"], entry["item"])]
                continue
            same = [other for other in busy if other["pid"] == entry["pid"]]
            if same:
                who = outcome.role(entry["pid"])
                return wrong(f"{who} handled {same[0]['item']} and {entry['item']} at a time")
            busy.append(entry)
            if len(busy) > limit:
                return wrong(f"{len(busy)} items were being handled at a time, allowed: {limit}")
        return None

    return look
