"""A lost update: which two processes read the same value before either of them wrote."""

from itertools import combinations

from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation

LONGEST = 60
"""Characters of a line of the program that are shown."""


def told(seen: Observation) -> str:
    """Return who read the same value on which line, and wrote later; `""` if nobody did."""
    first: dict[tuple[str, int], Entry] = {}
    for entry in seen.of("overtaken"):
        first.setdefault((entry["did"], entry["pid"]), entry)
    reads = [entry for (did, _), entry in first.items() if did == "reads"]
    for one, two in combinations(reads, 2):
        writes = [first.get(("writes", entry["pid"])) for entry in (one, two)]
        later = [write is not None and write["t"] > max(one["t"], two["t"]) for write in writes]
        if one["value"] == two["value"] and all(later):
            return (
                f"{seen.role(one['pid'])} and {seen.role(two['pid'])} both read "
                f"{harmless(one['value'], LONGEST)} {_where(seen, one, two)}, before either wrote: "
                "one of their updates is lost."
            )
    return ""


def _where(seen: Observation, one: Entry, two: Entry) -> str:
    if one["place"] == two["place"]:
        code = one["text"].partition("  #")[0]
        return f"in `{harmless(code, LONGEST)}`, line {one['place'][1]}"
    return f"on lines {one['place'][1]} and {two['place'][1]}"
