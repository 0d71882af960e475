"""Did a trial get on? Whether it hung or was too late, and who was busy with nothing to do."""

from examiner.facts.endings import Ending
from examiner.facts.labels import harmless
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.telling import diagnosis

BUSY_SHARE = 0.5
"""Share of the time in which a process could have slept that it used the CPU instead."""

BUSY_LEAST = 0.05
"""CPU seconds below which nothing is called busy, whatever its share."""

MOST_WAKES = 50
"""How often a second who waits may wake up."""

MOST_COUNTED = 60.0
"""So many are told: it also sleeps where it does not mean to, at a page that is not there say."""


def hung(outcome: Outcome) -> Finding | None:
    """Was it ended because it did not end by itself?"""
    if outcome.ending is Ending.PROOF:
        sentence = diagnosis.situation(outcome, diagnosis.blocked(outcome))
        return Finding(Verdict.DEADLOCK, sentence)
    if outcome.ending is Ending.SPINNING:
        spent = f"{outcome.report['cpu']:.1f} s of CPU went by without any progress"
        return Finding(Verdict.BUSY_WAIT, spent)
    if outcome.ending is Ending.DEADLINE:
        return _late(outcome)
    return None


def _late(outcome: Outcome) -> Finding:
    if slow := _slow(outcome):
        return Finding(Verdict.TIMEOUT, slow)
    if outcome.report.get("cpu", 0.0) > outcome.duration / 2:
        return Finding(Verdict.BUSY_WAIT, "not finished at the deadline, and busy all the time")
    seconds = f"{outcome.duration:.1f} s"
    sentence = diagnosis.situation(outcome, diagnosis.blocked(outcome))
    if not outcome.report.get("proof"):
        return Finding(Verdict.TIMEOUT, f"no progress, ended after {seconds}. It seems: {sentence}")
    objections = outcome.evidence.get("objections") or []
    if objections:
        doubt = f"possible deadlock, not proved, because {objections[0]}"
        return Finding(Verdict.TIMEOUT, f"not finished after {seconds}; {doubt}. {sentence}")
    return Finding(Verdict.TIMEOUT, f"not finished after {seconds}")


def _slow(outcome: Outcome) -> str:
    """Say that it got on until the end, but did not get done; `""` if it did not get on."""
    last = next(reversed(outcome.of("busy")), None)
    if last is None or outcome.duration - outcome.seconds(last) > _JUST_NOW:
        return ""
    place = f"{outcome.place(last['file'])}:{last['line']}"
    who, call = outcome.role(last["pid"]), harmless(last["call"], 60)
    return (
        f"not finished after {outcome.duration:.1f} s, but not stuck: {who} still changes what the "
        f"manager holds, {call} at {place}"
    )


_JUST_NOW = 1.0
"""Seconds before the end in which something has to be seen if it has got on until then."""


def busy(outcome: Outcome) -> Finding | None:
    """Did anybody work, or wake up, while there was nothing to do?"""
    for pause in outcome.report.get("quiet", []):
        for pid, (seconds, used, starved, wakes) in pause["spent"].items():
            known = outcome.processes.get(int(pid))
            if known is None or known.up > pause["began"] * 1e9:
                continue  # it was starting, which takes CPU time honestly
            asleep_or_running = max(seconds - starved, 0.001)
            if used > BUSY_LEAST and used / asleep_or_running > BUSY_SHARE:
                message = (
                    f"{outcome.role(int(pid))} used {used:.2f} s of CPU in {seconds:.1f} s "
                    "in which there was nothing to do"
                )
                return Finding(Verdict.BUSY_WAIT, message)
            if wakes > MOST_COUNTED * max(seconds, 1.0):
                message = (
                    f"{outcome.role(int(pid))} woke up {wakes} times in {seconds:.1f} s in which "
                    f"there was nothing to do; {MOST_WAKES} times a second are allowed"
                )
                return Finding(Verdict.BUSY_WAIT, message)
    return None
