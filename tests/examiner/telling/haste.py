"""Waits with a time limit that ran out at once, by the grader's doing and not by their clock."""

from collections.abc import Iterator

from examiner.facts.calls import GETS
from examiner.facts.control import EARLY
from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation, thread_role
from examiner.telling import steps

LONGEST_CALL = 44
"""Characters of a call that are shown."""

_CUT = (
    "the grader cuts waits with a time limit short here, for what comes may be later than any limit"
)

_VIRTUAL = "in a schedule time is virtual, and what comes may be later than any limit"


def told(seen: Observation) -> list[str]:
    """Return a sentence for each wait that was cut short, and after which nobody waited again."""
    found = _in_steps(seen) if seen.control else _in_log(seen)
    return list(dict.fromkeys(found))


def _in_log(seen: Observation) -> Iterator[str]:
    for entry in seen.of("hurried"):
        whose = entry["pid"], entry["thread"]
        later = (
            call["t"] > entry["t"]
            and (call["pid"], call["thread"]) == whose
            and call["plain"] in {*GETS, entry["plain"]}
            and call["end"] == "ok"
            for call in seen.of("call")
        )
        if not any(later):
            who = thread_role(seen.role(entry["pid"]), entry["thread"])
            yield _sentence(entry["call"], who, entry["line"], _CUT)


def _in_steps(seen: Observation) -> Iterator[str]:
    """Look at those that matter if that is known, else at those after which somebody gave up."""
    deviations = seen.control.get("deviations", [])
    matter = {step for step, *_ in deviations} if len(deviations) <= steps.MOST_MATTER else None
    taken = [steps.Step(*step) for step in seen.control.get("steps", [])]
    for number, expiry in enumerate(taken):
        if expiry.outcome != EARLY or expiry.what not in seen.control["threads"]:
            continue
        own = [(n, step) for n, step in enumerate(taken) if step.who == expiry.what]
        wait = next(step for n, step in reversed(own) if n < number)
        again = any(n > number and (s.place, s.outcome) == (wait.place, "ok") for n, s in own)
        gives_up = wait.kind != "sleep" and not again
        if number in matter if matter is not None else gives_up:
            line = int(wait.place.rpartition(":")[2] or 0)
            yield _sentence(expiry.text, steps.role(seen, expiry.what), line, _VIRTUAL)


def _sentence(call: str, who: str, line: int, why: str) -> str:
    at = f", line {line}," if line else ""
    return f"{harmless(call, LONGEST_CALL) or 'A wait'} in {who}{at} ran out at once: {why}."
