"""How fast, how far ahead and at what cost."""

from examiner.expect.findings import CLOCK_TOLERANCE, wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def apart(seconds: float) -> Expectation:
    """Each call of on_idle comes at least that long after the handling or idling before it."""

    def look(outcome: Outcome) -> Finding | None:
        last: dict[int, float] = {}
        for entry in outcome.of("answer", "handled", "idled", "idle"):
            moment, pid = outcome.seconds(entry), entry["pid"]
            if entry["kind"] == "idle" and moment - last.get(pid, -1.0) < seconds * CLOCK_TOLERANCE:
                waited = moment - last[pid]
                return wrong(
                    f"on_idle was called after {waited:.3f} s of silence, "
                    f"the timeout is {seconds} s"
                )
            last[pid] = moment
        return None

    return look


def idled(at_least: int, at_most: int | None = None) -> Expectation:
    """on_idle was called that often."""

    def look(outcome: Outcome) -> Finding | None:
        calls = len(outcome.of("idle"))
        if calls < at_least:
            return wrong(f"on_idle was called {calls} times, expected at least {at_least}")
        if at_most is not None and calls > at_most:
            return wrong(f"on_idle was called {calls} times, expected at most {at_most}")
        return None

    return look


def never_ahead_by_more_than(limit: int) -> Expectation:
    """At no moment more than `limit` items were taken from the source and not yet handled."""

    def look(outcome: Outcome) -> Finding | None:
        ahead = worst = 0
        for entry in outcome.of("pull", "handled"):
            ahead += 1 if entry["kind"] == "pull" else -1
            worst = max(worst, ahead)
        if worst <= limit:
            return None
        return wrong(
            f"{worst} items were taken from the source and not yet handled, allowed are {limit}"
        )

    return look


def grown_by_less_than(size: int) -> Expectation:
    """No process's memory grew by more, in bytes, between its first and its last look."""

    def look(outcome: Outcome) -> Finding | None:
        first: dict[int, int] = {}
        for entry in outcome.of("memory-use"):
            grown = entry["bytes"] - first.setdefault(entry["pid"], entry["bytes"])
            if grown > size:
                return wrong(
                    f"{outcome.role(entry['pid'])} grew by {grown >> 20} MB, "
                    f"allowed are {size >> 20}"
                )
        return None if first else wrong("nothing was measured")

    return look
