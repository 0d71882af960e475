"""What expectations are made of."""

from collections import Counter
from collections.abc import Iterable

from examiner.facts.verdicts import Finding, Verdict

CLOCK_TOLERANCE = 0.95
"""A timed wait may end a little early by another clock than ours."""


def wrong(message: str) -> Finding:
    """Return a finding of the verdict `wrong`."""
    return Finding(Verdict.WRONG, message)


def compare(got: list[str], expected: list[str], verb: str) -> Finding | None:
    """Return what is wrong with a sequence of labels, None if nothing is."""
    if got == expected:
        return None
    if got == expected[: len(got)]:
        missing = f"; the first that is missing is {expected[len(got)]}"
        return Finding(
            Verdict.EARLY, f"stopped early: {len(got)} of {len(expected)} items {verb}{missing}"
        )
    lost, extra = Counter(expected) - Counter(got), Counter(got) - Counter(expected)
    if not lost and not extra:
        first = next(i for i, (a, b) in enumerate(zip(got, expected, strict=True)) if a != b)
        return wrong(
            f"{verb} in the wrong order: {got[first]} came where {expected[first]} belongs"
        )
    parts = []
    if lost:
        parts.append(f"never {verb}: {some(list(lost.elements()))}")
    if extra:
        parts.append(f"{verb} but not asked for: {some(list(extra.elements()))}")
    return wrong("; ".join(parts))


def compare_counts(got: Iterable[str], expected: Iterable[str], verb: str) -> Finding | None:
    """Return what is wrong with labels whose order does not matter, None if nothing is."""
    seen, wanted = Counter(got), Counter(expected)
    lost, extra = list((wanted - seen).elements()), list((seen - wanted).elements())
    if not lost and not extra:
        return None
    what = f"never {verb}: {some(lost)}" if lost else f"{verb} too often: {some(extra)}"
    return wrong(f"{seen.total()} of {wanted.total()} items {verb}; {what}")


def some(labels: list[str]) -> str:
    """Return the first few labels and how many more there are."""
    shown = ", ".join(labels[:5])
    return shown if len(labels) <= 5 else f"{shown} and {len(labels) - 5} more"
