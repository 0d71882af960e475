"""Tells whether an entry of a trial's log has the shape of its kind.

It is asked of every entry, and every process of a trial loads the vocabulary: so what tells it is
made once, and here.
"""

from collections.abc import Callable
from typing import Any

from examiner.facts.log import KINDS, PHASES, Either, Shape

_LARGEST = 1 << 63
"""Integers beyond it are no times, pids or counts: nothing can be computed with them."""

Fits = Callable[[Any], bool]


def is_well_formed(entry: object) -> bool:
    """Is it an entry with the shape of its kind?"""
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        return False
    fits = _CHECKS.get(entry["kind"])
    if fits is None or not _HEAD(entry) or not fits(entry):
        return False
    return entry["kind"] != "answer" or _PHASE_CHECKS.get(entry["phase"], _never)(entry)


def _check(shape: Shape) -> Fits:
    """Return what tells whether a value has a shape: made once, for it is asked of every value."""
    if isinstance(shape, dict):
        return _check_of_names({name: _check(each) for name, each in shape.items()})
    if isinstance(shape, list):
        part = _check(shape[0])
        return lambda value: isinstance(value, list) and all(map(part, value))
    if isinstance(shape, tuple):
        return _check_of_parts([_check(each) for each in shape])
    if isinstance(shape, Either):
        either = [_check(each) for each in shape.shapes]
        return lambda value: any(fits(value) for fits in either)
    if shape is None:
        return lambda value: value is None
    if shape is str:
        return lambda value: isinstance(value, str)
    return lambda value: (
        isinstance(value, shape) and (not isinstance(value, int) or -_LARGEST < value < _LARGEST)
    )


def _check_of_names(named: dict[str, Fits]) -> Fits:
    def fits(value: Any) -> bool:
        if not isinstance(value, dict):
            return not named
        for name, check in checks:  # noqa: SIM110 - a generator takes twice as long
            if not check(value.get(name, ...)):
                return False
        return True

    checks = tuple(named.items())
    return fits


def _check_of_parts(parts: list[Fits]) -> Fits:
    def fits(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) == len(parts)
            and all(check(part) for check, part in zip(parts, value, strict=True))
        )

    return fits


def _never(entry: object) -> bool:
    return False


_HEAD = _check({"t": int, "pid": int})

_CHECKS = {kind: _check(shape) for kind, shape in KINDS.items()}

_PHASE_CHECKS = {phase: _check(shape) for phase, shape in PHASES.items()}
