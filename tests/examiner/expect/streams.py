"""Several named streams: what was handled on behalf of each."""

from collections.abc import Mapping, Sequence

from examiner.expect.findings import compare, wrong
from examiner.facts.labels import label
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def handled_for(
    streams: Mapping[str, Sequence[object]],
    *,
    side_by_side: bool = False,
    among: Sequence[str] = (),
) -> Expectation:
    """A PairHandler was called for each name with exactly these items, in this order.

    All calls came before the answer returned, and one after the other: those of one name if the
    handlers of several names run `side_by_side`, all of them otherwise. What was handled for
    the names `among` which they are is not looked at.
    """
    expected = {name: [label(item) for item in items] for name, items in streams.items()}

    def look(outcome: Outcome) -> Finding | None:
        got = handled_by_name(outcome)
        if strange := sorted(got.keys() - expected.keys() - set(among)):
            return wrong(f"handled for {strange[0]!r}, which there is not")
        found = [
            Finding(finding.verdict, f"{name}: {finding.message}")
            for name, items in expected.items()
            if (finding := compare([e["item"] for e in got.get(name, ())], items, "handled"))
        ]
        # A loss in the middle says more than a missing rest.
        found.sort(key=lambda finding: finding.verdict is Verdict.EARLY)
        if found and side_by_side and (among or len(found) < len(expected)):
            return wrong(found[0].message)  # others got more: this is a loss, and no early end
        return found[0] if found else _overlap(outcome, side_by_side) or _too_late(outcome)

    return look


def handled_by_name(outcome: Outcome) -> dict[str, list[Entry]]:
    """Return the calls of PairHandlers, by the name on whose behalf they were."""
    got: dict[str, list[Entry]] = {}
    for entry in outcome.of("handle"):
        got.setdefault(str(entry["of"]), []).append(entry)
    return got


def _overlap(outcome: Outcome, side_by_side: bool) -> Finding | None:
    under_way: dict[str, Entry] = {}
    for entry in outcome.of("handle", "handled"):
        whose = str(entry["of"]) if side_by_side else ""
        if entry["kind"] == "handled":
            under_way.pop(whose, None)
        elif other := under_way.get(whose):
            return wrong(
                f"{entry['item']} of {entry['of']} was handled while {other['item']} of "
                f"{other['of']} was still being handled"
            )
        else:
            under_way[whose] = entry
    return None


def _too_late(outcome: Outcome) -> Finding | None:
    returns = outcome.answered("return")
    for entry in outcome.of("handle"):
        if returns and entry["t"] > returns[-1]["t"]:
            return Finding(
                Verdict.EARLY,
                f"{returns[-1]['function']}() returned before {entry['item']} of {entry['of']} "
                "was handled",
            )
    return None
