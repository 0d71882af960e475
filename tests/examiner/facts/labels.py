"""Short, plain labels of values: how a trial names data, and how the supervisor compares it.

A trial never sends objects back, only labels. Two values of the field's plain types have the
same label exactly when they are equal and of the same type: `0`, `False`, `""` and `None` differ.
"""

from collections import Counter, OrderedDict, defaultdict

LONGEST = 48
"""Longer texts are replaced by their type, size and a digest, so that a 5 MB item stays short."""

_SCALARS = (bool, complex, type(None), type(...), type(NotImplemented))
_CONTAINERS = {
    list: ("[", "]"), tuple: ("(", ")"), set: ("{", "}"), frozenset: ("frozenset({", "})"),
}  # fmt: skip
_MAPPINGS = (dict, Counter, OrderedDict, defaultdict)
"""All are dicts to whoever asked for a dict, and are labelled as such."""

MOST_LEAVES = 400
"""Parts of a value that are told one by one."""

_DEEPEST = 12
"""Containers nested deeper are named by their type alone."""

_MANY_BITS = 2000
"""Larger integers are shown in hexadecimal: Python refuses to write very long decimal ones."""


def label(value: object) -> str:
    """Return a printable label of at most about 60 characters; never raises, runs no foreign code.

    Objects of the examiner's own classes name themselves through a `label` attribute; any other
    object is named by its type alone, because its `__repr__` is not ours to trust.
    """
    return _cut(_text(value, 0))


def _text(value: object, depth: int) -> str:
    kind = type(value)
    if kind in (str, bytes, bytearray):
        return _blob(value)  # type: ignore[arg-type]
    if kind in (int, float):
        return _number(value)  # type: ignore[arg-type]
    if kind in _SCALARS:
        return repr(value)
    if kind in _CONTAINERS and depth < _DEEPEST:
        return _sequence(value, depth)  # type: ignore[arg-type]
    if kind in _MAPPINGS and depth < _DEEPEST:
        pairs = value.items()  # type: ignore[attr-defined]
        inner = sorted(f"{_text(k, depth + 1)}: {_text(v, depth + 1)}" for k, v in pairs)
        return "{" + ", ".join(inner) + "}"
    if kind is type or kind is type(len):
        return f"<{harmless(value.__qualname__, LONGEST)}>"  # type: ignore[attr-defined]
    own = getattr(value, "label", None) if kind.__module__.startswith("examiner.") else None
    return own if isinstance(own, str) else f"<{harmless(kind.__qualname__, LONGEST)}>"


def _number(value: float) -> str:
    if isinstance(value, int):
        return repr(value) if value.bit_length() < _MANY_BITS else hex(value)
    return repr(value + 0.0)  # -0.0 equals 0.0


def _blob(value: str | bytes | bytearray) -> str:
    if len(value) <= LONGEST:
        return ascii(value)
    raw = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    return f"<{type(value).__name__} of {len(value)}, {_digest(raw)}>"


def _sequence(
    values: list[object] | tuple[object, ...] | set[object] | frozenset[object], depth: int
) -> str:
    first, last = _CONTAINERS[type(values)]
    inner = [_text(value, depth + 1) for value in values]
    if isinstance(values, (set, frozenset)):
        if not inner:
            return f"{type(values).__name__}()"
        inner.sort()
    comma = "," if isinstance(values, tuple) and len(inner) == 1 else ""
    return f"{first}{', '.join(inner)}{comma}{last}"


def _cut(text: str) -> str:
    if len(text) <= LONGEST + 12:
        return text
    return f"{text[: LONGEST - 8]}… {_digest(text.encode('utf-8', 'surrogatepass'))}"


def is_cut(shown: str) -> bool:
    """Does a label end with a digest, because the value has too much to show?"""
    return "… " in shown[-16:]


def leaves(value: object, path: str = "") -> list[list[str]]:
    """Return the parts of nested lists, tuples and dicts, [path, label] each, the first ones."""
    found: list[list[str]] = []
    todo: list[tuple[str, object]] = [(path, value)]
    while todo and len(found) < MOST_LEAVES:
        where, part = todo.pop()
        if type(part) in (list, tuple) and where.count("[") < _DEEPEST:
            numbered = [(f"{where}[{n}]", each) for n, each in enumerate(part[:MOST_LEAVES])]  # type: ignore[index]
            todo += reversed(numbered)
        elif type(part) in _MAPPINGS and where.count("[") < _DEEPEST:
            named = [(f"{where}[{label(k)}]", v) for k, v in part.items()]  # type: ignore[attr-defined]
            todo += sorted(named, reverse=True)[-MOST_LEAVES:]
        else:
            found.append([where, label(part)])
    return found


def _digest(raw: bytes | bytearray) -> str:
    import hashlib  # late: every process of a trial would pay 4 ms for it

    return hashlib.sha1(raw, usedforsecurity=False).hexdigest()[:12]


def harmless(text: str, longest: int = 2000) -> str:
    """Return text fit for a terminal: no control characters or surrogates, at most `longest`."""
    shown = text[:longest]
    clean = "".join(c if c == "\n" or c.isprintable() else "�" for c in shown.expandtabs(4))
    more = len(text) - longest
    return clean if more <= 0 else f"{clean}… ({more:,} more characters)"
