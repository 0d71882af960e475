"""What must hold for every trial, whatever the check asks."""

import signal
from collections.abc import Callable

from examiner.facts.endings import Ending
from examiner.facts.job import Limits
from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome, Process
from examiner.facts.verdicts import Finding, Verdict
from examiner.judging import pace
from examiner.spec import Expectation
from examiner.telling import complaints, diagnosis, leaks

_DAMAGED = "its report is damaged: something else wrote to the log"

_KILLED: dict[Ending, str] = {
    Ending.KILLED_WARDEN: "it killed its parent process, which is not its own",
    Ending.STOPPED_WARDEN: "it stopped its parent process, which is not its own",
    Ending.KILLED_SERVER: "it killed the process that runs all trials, which is not its own",
}
"""How a trial was ended → what it did to the kit's own processes."""

_OVERSTEPPED: dict[Ending, Callable[[Limits], str]] = {
    Ending.OUTPUT: lambda limits: f"it printed more than {limits.output >> 20} MB",
    Ending.DISK: lambda limits: f"it wrote more than {limits.disk >> 20} MB to files",
    Ending.MEMORY: lambda limits: f"it used more than {limits.memory >> 20} MB of memory",
    Ending.LOG: lambda _: "it reported more than 4 MB of handled items and calls",
    Ending.PROCESSES: lambda limits: f"it had more than {limits.processes} processes at a time",
}
"""How a trial was ended → the limit that it overstepped, in words."""


def _overstepped(outcome: Outcome) -> Finding | None:
    if outcome.ending in _KILLED:
        return Finding(Verdict.CRASHED, _KILLED[outcome.ending])
    if outcome.ending in _OVERSTEPPED:
        limit = _OVERSTEPPED[outcome.ending](outcome.job.limits)
        return Finding(Verdict.CRASHED, f"ended: {limit}")
    return None


def _unusable(outcome: Outcome) -> Finding | None:
    for entry in outcome.of("unusable"):
        cause = entry.get("cause")
        message = harmless(entry["message"], 400)
        if cause:
            message += f": {_error(outcome, cause)}"
        return Finding(Verdict.CRASHED, message)
    return None


def _forbidden(outcome: Outcome) -> Finding | None:
    banned = outcome.job.forbids
    for entry in outcome.of("make"):
        path, line = entry["place"]
        if entry["what"] in banned and outcome.is_answer(path):
            who = outcome.role(entry["pid"])
            message = (
                f"{who} makes a {entry['what']} ({outcome.place(path)}:{line}), "
                "which this exercise rules out"
            )
            return Finding(Verdict.FORBIDDEN, message)
    return None


def _raised(outcome: Outcome) -> Finding | None:
    # An exception that a check asks for is looked at by its expectation.
    kinds = ("error", "scene") if outcome.job.may_raise else ("answer", "error", "scene")
    killed = _killed(outcome)
    for entry in outcome.of(*kinds):
        if entry["pid"] in killed or (entry["kind"] == "answer" and entry["phase"] != "raise"):
            continue
        who = outcome.role(entry["pid"]) + (f" ({entry['by']})" if entry.get("by") else "")
        lost = f", and {entry['item']} is lost" if entry.get("item") else ""
        return Finding(Verdict.CRASHED, f"{who} raised {_error(outcome, entry)}{lost}")
    return None


def _stillborn(outcome: Outcome) -> Finding | None:
    """Did a child die before the first thing that it could log, such as unpickling its target?"""
    up = {entry["pid"] for entry in outcome.of("up")}
    unborn = [entry["child"] for entry in outcome.of("start") if entry["child"] not in up]
    found = complaints.uncaught(outcome)
    if not unborn or not found or _killed(outcome):
        return None
    return Finding(
        Verdict.CRASHED, f"{outcome.role(unborn[0])} died while it was starting: {found}"
    )


def _error(outcome: Outcome, entry: Entry) -> str:
    """Return an exception in words, with the learner's line that it comes from."""
    frames = entry.get("frames") or []
    own = [frame for frame in frames if outcome.is_answer(frame[0])] or frames
    at = f" at {outcome.place(own[-1][0])}:{own[-1][1]}" if own else ""
    message = harmless(complaints.gist(entry["message"]), 300)
    kind = harmless(entry["type"], 60)
    return f"{kind}: {message}{at}" if message else f"{kind}{at}"


def _vanished(outcome: Outcome) -> Finding | None:
    """Did the first process end by itself, as a program should?"""
    status = outcome.status
    began = any((e["kind"], e["pid"]) == ("up", outcome.main) for e in outcome.log[:1])
    damaged = outcome.report.get("garbled") or not began
    if outcome.played and not damaged and (status == 0 or outcome.ending is Ending.ORPHANS):
        return None
    if damaged and status == 0:
        return Finding(Verdict.CRASHED, _DAMAGED)
    message = f"main ended before its work was done: {diagnosis.ending(status)}"
    return Finding(Verdict.CRASHED, message)


def _killed(outcome: Outcome) -> set[int]:
    """Return the processes whose death is part of the scene."""
    if outcome.job.may_die:
        return set(outcome.processes) - {outcome.main}
    return {entry["pid"] for entry in outcome.of("killed")}


def _dismissed(outcome: Outcome) -> set[int]:
    """Return the processes that the standard library ended on its own, by SIGTERM as it does."""
    dismissed = {entry["child"] for entry in outcome.of("dismiss")}
    ended = {p.pid for p in outcome.processes.values() if p.code == -signal.SIGTERM}
    return dismissed & ended


def _died(outcome: Outcome) -> Finding | None:
    killed = _killed(outcome) | _dismissed(outcome)
    for process in outcome.processes.values():
        if process.code and process.pid not in killed:
            return Finding(Verdict.CRASHED, _how_it_died(outcome, process))
        if (
            process.pid not in killed
            and process.code is None
            and not process.down
            and process.pid != outcome.main
        ):
            return Finding(Verdict.CRASHED, f"{process.role} vanished without an exit code")
    return None


def _how_it_died(outcome: Outcome, process: Process) -> str:
    """Return how a process ended that should have ended by itself, and who did it."""
    code = diagnosis.ending(process.code)
    for entry in outcome.of("force"):
        who, call = outcome.role(entry["pid"]), entry["call"]
        if entry["child"] != process.pid or not (call or process.code == -signal.SIGTERM):
            continue
        at_exit = f"it is a daemon, and {who} exited before it ({code})"
        place = f"{outcome.place(entry['file'])}:{entry['line']}"
        by_call = f"{who} ended it by {call} at {place} ({code})"
        return f"{process.role} did not end by itself: {by_call if call else at_exit}"
    return f"{process.role} died: {code}"


def _running_on(outcome: Outcome) -> Finding | None:
    alive = [pid for entry in outcome.of("alive") for pid, _ in entry["processes"]]
    if not alive:
        return None
    who = ", ".join(outcome.role(pid) for pid in alive)
    ended = {entry["pid"] for entry in outcome.of("down")} - outcome.servers
    if ended.issuperset(alive):
        return Finding(Verdict.EARLY, f"it returned before these processes had exited: {who}")
    return Finding(Verdict.LEAKED, f"still running when it returned: {who}")


def _left_behind(outcome: Outcome) -> Finding | None:
    if outcome.ending is Ending.ORPHANS:
        return Finding(Verdict.LEAKED, "a process outlived the program")
    for entry in outcome.of("remains"):
        if entry["threads"] or entry["descriptors"]:
            return Finding(Verdict.LEAKED, leaks.remains(outcome, entry))
    if outcome.report.get("left"):
        return Finding(Verdict.LEAKED, leaks.left(outcome, outcome.report["left"]))
    return None


_TRACEBACK = "Traceback (most recent call last)"

_COMPLAINTS = (
    ("resource_tracker: There appear to be", Verdict.LEAKED, complaints.leaked),
    (_TRACEBACK, Verdict.CRASHED, complaints.printed_error),
    # "in" whom; of deallocators "while calling", from 3.14
    ("Exception ignored", Verdict.CRASHED, complaints.ignored),
)


def _complained(outcome: Outcome) -> Finding | None:
    printed = outcome.printed("err")
    if _killed(outcome):
        return None  # who is killed may say so
    for sign, verdict, told in _COMPLAINTS:
        if sign == _TRACEBACK and outcome.of("provoked"):
            continue  # whoever catches the scene's own exception may well print it
        if sign in printed:
            return Finding(verdict, told(outcome))
    return None


def _otherwise_started(outcome: Outcome) -> Finding | None:
    asked = outcome.job.method
    for entry in outcome.of("start"):
        if entry["method"] != asked:
            message = (
                f"{outcome.role(entry['child'])} was started by {entry['method']}, though the "
                f"start method is set to {asked}"
            )
            return Finding(Verdict.WRONG, message)
    return None


BEFORE: tuple[Expectation, ...] = (
    _overstepped, _unusable, _forbidden, _raised, _stillborn, pace.hung, _vanished,
)  # fmt: skip
"""What is looked at before the check's own expectations: what would make them pointless."""

AFTERWARDS: tuple[Expectation, ...] = (
    _running_on, _died, _left_behind, _complained, pace.busy, _otherwise_started,
)  # fmt: skip
"""What is looked at after them."""
