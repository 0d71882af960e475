"""The form of the prepared material: which fields there are, and how much of each."""

from collections.abc import Iterator
from typing import Any

_TEXTS = ("brief", "example", "expected")
_TABLES: dict[str, tuple[range, dict[str, type]]] = {
    "clarification": (range(4, 7), {"question": str, "words": list, "answer": str}),
    "wrong_turn": (range(3, 6), {"what": str, "seen": str}),
    "prediction": (range(3, 7), {"kind": str, "words": list, "checks": list}),
    "follow_up": (range(4, 5), {"question": str, "facts": list, "harder": bool}),
}
"""Table → how many of it an exercise has, and its fields."""

_OPTIONAL = {"harder"}
_APPROACH = range(3, 6)
_FACTS = range(2, 5)


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
            yield f"{found} [[{name}]]; write {_span(wanted)}"
            continue
        for number, entry in enumerate(entries, 1):
            for problem in _entry_problems(entry, fields):
                yield f"[[{name}]] {number}: {problem}"


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
        elif name == "words":
            yield from _word_problems(value, nested="answer" in fields)
        elif kind is list:
            yield from _list_problems(name, value, _FACTS if name == "facts" else range(1, 100))


def _word_problems(value: Any, *, nested: bool) -> Iterator[str]:
    groups = value if nested else [value]
    if (
        not isinstance(groups, list)
        or not groups
        or not all(isinstance(group, list) and group for group in groups)
        or not all(_is_text(word) for group in groups for word in group)
    ):
        form = '[["none", "null"], ["item"]]' if nested else '["falsy", "none"]'
        yield f"words is {value!r}; write them as {form}"


def _list_problems(name: str, value: Any, wanted: range) -> Iterator[str]:
    if not isinstance(value, list) or not all(_is_text(entry) for entry in value):
        yield f"no {name}, or an empty one; write a list of texts"
    elif len(value) not in wanted:
        yield f"{name} has {len(value)} entries; write {_span(wanted)}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _span(wanted: range) -> str:
    return f"{wanted[0]}" if len(wanted) == 1 else f"{wanted[0]} to {wanted[-1]}"
