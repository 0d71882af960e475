"""Small pieces of sentences."""

import signal
from collections.abc import Sequence

from examiner.facts.outcome import Process


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def ending(code: int | None) -> str:
    """Return an exit code in words."""
    if code is None:
        return "no exit code"
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by signal {-code}"


def ended(process: Process) -> str:
    """Return how a process that has ended did so, as a clause."""
    if process.code == 0 or (process.code is None and process.down):
        return f"{process.role} has exited"
    if process.code is None:
        return f"{process.role} died"
    return f"{process.role} died ({ending(process.code)})"
