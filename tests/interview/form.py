"""The form of the prepared material: which fields there are, and how much of each."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

_TEXTS = ("brief", "example", "expected")
_TABLES: dict[str, tuple[range, dict[str, type]]] = {
    "wrong_turn": (range(3, 6), {"what": str, "seen": str}),
    "prediction": (range(3, 8), {"kind": str, "words": list, "checks": list}),
    "follow_up": (range(4, 7), {"question": str, "facts": list, "twist": str}),
}
"""Table → how many of it an exercise has, and its fields."""

_SAID: dict[str, type] = {"point": str, "ways": list}
_OWN: dict[str, type] = {"calls": list, "bounded": bool, "question": str, "facts": list}
_FACT: dict[str, type] = {
    "about": str, "worth": bool, "question": str, "asks": list, "answer": str,
}  # fmt: skip
_TWISTS = ("killed", "scale", "harder")
_OPTIONAL = {"twist", "about", "worth", "bounded"}
_APPROACH = range(3, 6)
_FACTS = range(2, 5)
_WORTH = range(4, 9)
"""Facts of an exercise that are worth asking for."""


def problems(data: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for whatever is missing, unknown, or of the wrong type or number."""
    for name in sorted(data.keys() - {*_TEXTS, "approach", *_TABLES}):
        yield f"unknown field {name}; remove it"
    for name in _TEXTS:
        if not _is_text(data.get(name)):
            yield f'no {name}; write {name} = """…"""'
    yield from _list_problems("approach", data.get("approach"), _APPROACH)
    for name, (wanted, fields) in _TABLES.items():
        entries = data.get(name, [])
        if not isinstance(entries, list) or len(entries) not in wanted:
            found = len(entries) if isinstance(entries, list) else "no"
            yield f"{found} [[{name}]]; write {span(wanted)}"
            continue
        for number, entry in enumerate(entries, 1):
            for problem in _entry_problems(entry, fields):
                yield f"[[{name}]] {number}: {problem}"


def fact_problems(data: dict[str, Any], common: Collection[str] | None) -> Iterator[str]:
    """Yield a sentence for whatever is wrong with facts.

    `common` says what those that hold for every exercise are about; without it it is they.
    """
    for name in sorted(data.keys() - {"fact"}):
        yield f"unknown field {name}; remove it"
    entries = data.get("fact")
    if not isinstance(entries, list) or not entries:
        yield "no [[fact]]; write what can be answered"
        return
    malformed = [
        f"[[fact]] {number}: {problem}"
        for number, entry in enumerate(entries, 1)
        for problem in _entry_problems(entry, _FACT)
    ]
    yield from malformed or _contradictions(entries, common)


def said_problems(data: dict[str, Any], points: Collection[str]) -> Iterator[str]:
    """Yield a sentence for whatever is wrong with the ways to say these points."""
    entries = data.get("said")
    if not isinstance(entries, list):
        yield "no [[said]]; write how people say each point"
        return
    for number, entry in enumerate(entries, 1):
        for problem in _entry_problems(entry, _SAID):
            yield f"[[said]] {number}: {problem}"
    counts = Counter(entry.get("point") for entry in entries)
    for point in points:
        if counts[point] != 1:
            yield f"{point!r} is there {counts[point]} times; write once how people say it"
    for point in counts.keys() - set(points):
        yield f"{point!r} is no step of the approach and no key fact; remove it"


def own_problems(data: dict[str, Any]) -> Iterator[str]:
    """Yield a sentence for whatever is wrong with the questions on a candidate's own code."""
    for number, entry in enumerate(data.get("own", []), 1):
        for problem in _entry_problems(entry, _OWN):
            yield f"[[own]] {number}: {problem}"


def _contradictions(entries: list[dict[str, Any]], common: Collection[str] | None) -> Iterator[str]:
    ways = Counter(way for entry in entries for way in (entry["question"], *entry["asks"]))
    for way, count in ways.items():
        if count > 1:
            yield f"{way!r} is asked {count} times; a way to ask leads to one fact"
    if common is None:
        return
    for about in (entry["about"] for entry in entries if "about" in entry):
        if about not in common:
            yield f"no fact of all exercises is about {about!r}; there are: {', '.join(common)}"
    worth = sum(entry.get("worth", False) for entry in entries)
    if worth not in _WORTH:
        yield f"{worth} facts are worth asking for; mark {span(_WORTH)} with worth = true"


def _entry_problems(entry: Any, fields: dict[str, type]) -> Iterator[str]:
    if not isinstance(entry, dict):
        yield "is no table"
        return
    for name in sorted(entry.keys() - fields.keys()):
        yield f"unknown field {name}; remove it"
    for name, kind in fields.items():
        value = entry.get(name)
        if value is None and name in _OPTIONAL:
            continue
        if kind is str and not _is_text(value):
            yield f"no {name}; write a text that is not empty"
        elif kind is bool and not isinstance(value, bool):
            yield f"{name} is {value!r}; write true or false"
        elif name == "twist" and value not in _TWISTS:
            yield f"twist is {value!r}; write {', '.join(_TWISTS)}, or nothing"
        elif name == "words":
            yield from _word_problems(value)
        elif kind is list:
            yield from _list_problems(name, value, _FACTS if name == "facts" else range(1, 100))


def _word_problems(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value or not all(_is_text(word) for word in value):
        yield f'words is {value!r}; write them as ["falsy", "none"]'


def _list_problems(name: str, value: Any, wanted: range) -> Iterator[str]:
    if not isinstance(value, list) or not all(_is_text(entry) for entry in value):
        yield f"no {name}, or an empty one; write a list of texts"
    elif len(value) not in wanted:
        yield f"{name} has {len(value)} entries; write {span(wanted)}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def span(wanted: range) -> str:
    """Return how many are wanted, as it is told: `4` or `1 to 3`."""
    return f"{wanted[0]}" if len(wanted) == 1 else f"{wanted[0]} to {wanted[-1]}"
