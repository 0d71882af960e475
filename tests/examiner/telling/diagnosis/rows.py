"""Who waits, in which call on which line."""

from typing import Any

from examiner.facts.calls import EXIT
from examiner.facts.labels import harmless
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation, thread_role
from examiner.facts.verdicts import Blocked
from examiner.telling.diagnosis import holders
from examiner.telling.diagnosis.reasons import waits_for

HELD = "its turn"
"""What a process of the grader's own waits for, while the grader holds it."""

LONGEST_CALL = 44
"""Characters of a call that are shown."""


def blocked(outcome: Observation) -> list[Blocked]:
    """Return every process that waits, the first process last: causes before effects."""
    rows = [row for dump in outcome.dumps() for row in _of_process(outcome, dump)]
    rows += _of_the_silent(outcome)
    rows.sort(key=lambda row: (row.pid == outcome.main, list(outcome.processes).index(row.pid)))
    return rows


def _of_process(outcome: Observation, dump: Entry) -> list[Blocked]:
    pid = dump["pid"]
    known = outcome.processes.get(pid)
    if known is None or known.server:
        return []
    main = next((t for t in dump["threads"] if t["thread"] == "main"), None)
    others = [
        t
        for t in dump["threads"]
        if t is not main and (t["here"] if t["call"] is None else t["call"]["file"])
    ]
    rows = [_row(outcome, pid, known.role, main, dump)] if main else []
    rows += [_row(outcome, pid, thread_role(known.role, t["thread"]), t, dump) for t in others]
    return rows


def _of_the_silent(outcome: Observation) -> list[Blocked]:
    """Return those whom the grader holds so that they cannot even say where they are."""
    silent = set(outcome.processes) - {dump["pid"] for dump in outcome.dumps()}
    gates = {pid: _held_at(outcome, pid) for pid in silent if holders.alive(outcome, pid)}
    return [
        _held_row(outcome, pid, outcome.role(pid), None, gate)
        for pid, gate in gates.items()
        if gate
    ]


def _row(outcome: Observation, pid: int, role: str, thread: dict[str, Any], dump: Entry) -> Blocked:
    call, here = thread["call"], thread["here"]
    gate = _held_at(outcome, pid)
    if gate and not (call and outcome.is_answer(call["file"])):
        return _held_row(outcome, pid, role, here, gate)
    if call is None:
        spelled, path, line = here or ["its own code", None, 0]
        shown, why = harmless(spelled, LONGEST_CALL) or "a call", _in_one_process(thread["stack"])
        return Blocked(role, shown, outcome.place(path), line, "", why, pid=pid)
    wait = waits_for(outcome, pid, call, dump)
    shown = "exiting" if call["plain"] == EXIT else harmless(call["call"], LONGEST_CALL)
    file, line = outcome.place(call["file"]), call["line"] or 0
    graders = bool(file) and file == outcome.graders_file
    return Blocked(
        role, shown, file, line, wait.whom, wait.why, call["plain"], call["key"], pid, wait.cause,
        graders,
    )  # fmt: skip


def _in_one_process(stack: list[list[Any]]) -> str:
    """Return what is known of a wait for something that does not reach beyond its process."""
    frames = {(path.replace("\\", "/").rpartition("/")[2], name) for path, _, name in stack}
    return next((why for frame, why in _INNER_WAITS.items() if frame in frames), "")


_INNER_WAITS = {
    ("pool.py", "get"): "no worker of the pool has sent the result",
    ("pool.py", "next"): "no worker of the pool has sent the next result",
    ("_base.py", "result"): "no worker of the executor has sent the result",
    ("queue.py", "get"): "a queue between threads, and it is empty",
    ("queue.py", "put"): "a queue between threads, and it is full",
    ("threading.py", "wait"): "it waits for another thread of its own process",
}
"""Source file and function of the library that a thread waits in → what that says."""


def _held_row(
    outcome: Observation, pid: int, role: str, here: list[Any] | None, gate: str
) -> Blocked:
    """Return the row of a process that the grader itself holds back, maybe below the answer."""
    why = f"the grader holds it until {gate}"
    if here is None or not outcome.is_answer(here[1]):
        return Blocked(
            role, HELD, outcome.graders_file, 0, gate, why, "gate", pid=pid, graders=True
        )
    call = harmless(here[0], LONGEST_CALL)
    return Blocked(role, call, outcome.place(here[1]), here[2], gate, why, "gate", pid=pid)


def _held_at(outcome: Observation, pid: int) -> str:
    """Return the gate of the grader's at which a process stands, `""` if at none."""
    opened = {entry["name"] for entry in outcome.of("gate")}
    held = [entry["name"] for entry in outcome.of("hold") if entry["pid"] == pid]
    return held[-1] if held and held[-1] not in opened else ""
