"""What the answer returned, raised or left."""

from collections.abc import Sequence

from examiner.expect.findings import wrong
from examiner.facts.labels import harmless, is_cut, label, leaves
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def value(name: str, expected: object, meaning: str) -> Expectation:
    """The scene reported this value once; `meaning` says what the value is."""
    shown = label(expected)

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values(name)
        if got == [shown]:
            return None
        told = [entry for entry in outcome.of("value") if entry["name"] == name]
        differs = told and where_it_differs(told[0], expected)
        if differs:
            return wrong(f"{meaning} is not as expected{differs}")
        return wrong(f"{meaning} is {got[0] if got else 'missing'}, expected {shown}")

    return look


def returned(expected: object) -> Expectation:
    """Every call of the answer's function returned this value."""
    shown = label(expected)

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.answered("return"):
            if entry["value"] != shown:
                differs = where_it_differs(entry, expected)
                if differs:
                    return wrong(
                        f"{entry['function']}() returned another value than expected{differs}"
                    )
                return wrong(f"{entry['function']}() returned {entry['value']}, expected {shown}")
        if not outcome.answered("return"):
            return wrong("it did not return")
        return None

    return look


def where_it_differs(entry: Entry, expected: object) -> str:
    """Return where a value differs, if one of the two is too long to show; else `""`."""
    if not (is_cut(entry["value"]) or is_cut(label(expected))):
        return ""
    got, wanted = dict(entry["leaves"]), dict(leaves(expected))
    for path in [*wanted, *got]:
        if got.get(path) != wanted.get(path):
            there, due = got.get(path, "nothing"), wanted.get(path, "nothing")
            shown = "" if is_cut(entry["value"]) else f" {entry['value']}"
            return f"{shown}: at {path} it has {there}, expected {due}"
    return ""


def printed(text: str) -> Expectation:
    """It printed exactly this, trailing white space aside."""

    def look(outcome: Outcome) -> Finding | None:
        got = _printed(outcome)
        expected = _lines(text)
        if got == expected:
            return None
        if got == expected[: len(got)]:
            missing = harmless(expected[len(got)], _LONGEST_LINE)
            return Finding(
                Verdict.EARLY,
                f"it printed {len(got)} of {len(expected)} lines; the first that is missing "
                f"is {missing!r}",
            )
        number = next(i for i, line in enumerate(got) if expected[i : i + 1] != [line])
        wanted = repr(expected[number]) if number < len(expected) else "nothing more"
        line = harmless(got[number], _LONGEST_LINE)
        return wrong(f"line {number + 1} of what it printed is {line!r}, expected {wanted}")

    return look


def not_printed(text: str) -> Expectation:
    """It did not print this, for it was kept from finding it out."""

    def look(outcome: Outcome) -> Finding | None:
        got = _printed(outcome)
        if got != _lines(text):
            return None
        return wrong("its child processes ended before they did anything, and it printed the same")

    return look


def _printed(outcome: Outcome) -> list[str]:
    """Return the lines that the program printed."""
    return _lines(str(outcome.report.get("output", {}).get("out", {}).get("text", "")))


_LONGEST_LINE = 60
"""Characters of a printed line that a message quotes."""


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def raised_in_turn(kinds: Sequence[str]) -> Expectation:
    """The calls of the answer's function raised these exceptions, one each."""

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["type"] for entry in outcome.answered("raise")]
        if got == list(kinds):
            return None
        return wrong(f"raised: {', '.join(got) or 'nothing'}; expected: {', '.join(kinds)}")

    return look


def returned_in_turn(values: Sequence[object]) -> Expectation:
    """The calls of the answer's function returned these values, one each."""
    expected = [label(value) for value in values]

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.answered("return")
        for number, (entry, wanted) in enumerate(zip(got, expected, strict=False), 1):
            if entry["value"] != wanted:
                call = f"call {number} of {entry['function']}()"
                return wrong(f"{call} returned {entry['value']}, expected {wanted}")
        return None if len(got) == len(expected) else wrong(f"{len(got)} calls returned")

    return look
