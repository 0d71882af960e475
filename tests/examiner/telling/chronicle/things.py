"""The queues, pipes and locks that processes share."""

import re
from collections import Counter
from typing import Any

from examiner.facts.calls import FEEDER, UNBOUNDED
from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation
from examiner.telling.chronicle.model import Thing

LONGEST_NAME = 40
"""Characters of a shared object's name that are shown."""

_RECEIVER = re.compile(r"([\w.\[\]]+)\.\w+\(")

_KINDS = {"connection": "pipe"}

_OF_MAIN = 1000
"""What the main process calls an object counts more than what others do, however often."""


class Things:
    """The shared objects of an outcome, found by their keys."""

    def __init__(self, ends: dict[str, str]) -> None:
        """`ends` has both ends of each pair of sockets, with one that stands for both."""
        self.things: list[Thing] = []
        self._ends = ends
        self._numbers: dict[str, int] = {}

    def number(self, key: str) -> int | None:
        """Return the number of the object with a key, None if it is no object."""
        return self._numbers.get(self._ends.get(key, key))

    def add(self, key: str, **data: Any) -> None:
        """Add an object."""
        self._numbers[self._ends.get(key, key)] = len(self.things)
        self.things.append(Thing(number=len(self.things), **data))


def things(outcome: Observation) -> Things:
    """Return every shared object that something was done with."""
    ends = _ends(outcome)
    found = Things(ends)
    makings = {str(entry.get("key")): entry for entry in outcome.of("make") if entry.get("key")}
    names: dict[str, Counter[str]] = {}
    kinds: dict[str, str] = {}
    for entry in [*outcome.of("call"), *_unfinished(outcome)]:
        key = ends.get(entry["key"], entry["key"])
        if not key or entry["plain"] == FEEDER:
            continue
        kind = kinds.setdefault(key, _kind(entry["plain"], key))
        if name := _spelled(str(entry.get("call", "")), kind):
            weight = _OF_MAIN if entry["pid"] == outcome.main else 1
            names.setdefault(key, Counter())[name] += weight
    anonymous = Counter(kinds[key] for key in kinds if key not in names)
    numbers: Counter[str] = Counter()
    for key, kind in kinds.items():
        numbers[kind] += key not in names
        making = makings.get(key, {})
        path, line = (making.get("place") or ["", 0])[:2]
        common = names.get(key, Counter[str]()).most_common(1)
        found.add(
            key,
            kind=kind,
            name=common[0][0] if common else _number(numbers, anonymous, kind),
            file=outcome.place(path),
            line=line if isinstance(line, int) else 0,
            maxsize=bound_of(making),
        )
    return found


def _ends(outcome: Observation) -> dict[str, str]:
    ends: dict[str, str] = {}
    for pair in outcome.of("pair"):
        one, two = (str(end) for end in pair["ends"][:2])
        ends |= {one: one, two: one}
    return ends


def _unfinished(outcome: Observation) -> list[Entry]:
    return [
        {"pid": dump["pid"], **thread["call"]}
        for dump in outcome.dumps()
        for thread in dump["threads"]
        if thread["call"]
    ]


def _kind(plain: str, key: str) -> str:
    noun = plain.partition(".")[0]
    if noun == "proxy":
        return f"manager's {harmless(key.partition(':')[0], LONGEST_NAME).lower()}"
    return _KINDS.get(noun, noun)


def _spelled(call: str, kind: str) -> str:
    """Return what a call names the object that it is a method of, `""` if that says no more."""
    found = _RECEIVER.match(call)
    name = harmless(found[1].removeprefix("self."), LONGEST_NAME) if found else ""
    return "" if name == kind or name in _KINDS else name


def _number(numbers: Counter[str], anonymous: Counter[str], kind: str) -> str:
    """Return what tells those apart of which no name is known: `1`, `2`."""
    return str(numbers[kind]) if anonymous[kind] > 1 else ""


def bound_of(making: Entry) -> int | None:
    """Return how many items a queue was made for, None if it has no bound."""
    most = making.get("maxsize")
    return most if isinstance(most, int) and 0 < most < UNBOUNDED else None
