"""The lanes of a chronicle: who did something, from when to when."""

from collections.abc import Sequence

from examiner.facts.calls import CALLS_LOGGED, RECENT
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation, Process, thread_role
from examiner.facts.verdicts import Blocked
from examiner.telling.chronicle.model import Gap, Lane


def lanes(outcome: Observation, rows: Sequence[Blocked]) -> list[Lane]:
    """Return a lane a process, each followed by those of its threads that have something to tell.

    Processes come in the order in which they were started.
    """
    found: list[Lane] = []
    numbers: dict[int, int] = {}
    calls = _calls(outcome)
    for process in outcome.processes.values():
        ended, code = _ending(outcome, process)
        numbers[process.pid] = len(found)
        found.append(
            Lane(
                len(found), process.role, process.role, "", process.pid,
                numbers.get(process.parent), max(0.0, outcome.since_begin(process.up)), ended, code,
                process.server,
            )
        )  # fmt: skip
        for thread, (began, last) in _threads(
            outcome, process, calls.get(process.pid, []), rows
        ).items():
            role = thread_role(process.role, thread)
            found.append(
                Lane(
                    len(found), role, process.role, thread, process.pid, numbers[process.pid],
                    max(0.0, outcome.since_begin(began)),
                    None if last is None else outcome.since_begin(last), None, process.server,
                )
            )  # fmt: skip
    return found


def thread_of(entry: Entry) -> str:
    """Return the name of the thread that an entry is of, `""` for the main thread."""
    return str(entry.get("thread") or "")


def _ending(outcome: Observation, process: Process) -> tuple[float | None, int | None]:
    for entry in outcome.of("down", "exit"):
        if process.pid == (entry["pid"] if entry["kind"] == "down" else entry["child"]):
            return outcome.seconds(entry), process.code
    status = outcome.status
    if process.pid == outcome.main and status is not None and _ended_itself(outcome):
        return outcome.duration, status
    return None, process.code


def _ended_itself(outcome: Observation) -> bool:
    # Of a trace nothing is known of the end as long as it runs: then there is no status.
    return not outcome.hung or not outcome.evidence


def _calls(outcome: Observation) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entry in outcome.of("call"):
        found.setdefault(entry["pid"], []).append(entry)
    return found


def _threads(
    outcome: Observation, process: Process, calls: Sequence[Entry], rows: Sequence[Blocked]
) -> dict[str, tuple[int, int | None]]:
    """Return the threads beside the main one that called something or wait: since and until when.

    Nobody tells when a thread ends: the last that is known of it is the end of its last call.
    """
    found: dict[str, tuple[int, int | None]] = {}
    waiting = {row.role for row in rows if row.pid == process.pid}
    for entry in calls:
        if name := thread_of(entry):
            began = found[name][0] if name in found else entry["begun"]
            waits = thread_role(process.role, name) in waiting
            found[name] = began, None if waits else entry["t"]
    for dump in outcome.dumps():
        for thread in dump["threads"] if dump["pid"] == process.pid else ():
            name = str(thread["thread"])
            if name != "main" and thread_role(process.role, name) in waiting:
                since = thread["call"]["begun"] if thread["call"] else process.up
                found.setdefault(name, (since, None))
    return found


def gaps(outcome: Observation, found: Sequence[Lane]) -> list[Gap]:
    """Return where calls were not kept: each process logs its first ones, and maybe its newest."""
    calls = _calls(outcome)
    holes = []
    for lane in found:
        logged = calls.get(lane.pid, [])
        later = len(logged) - CALLS_LOGGED
        newest = bool(outcome.report.get("newest"))
        if later < 0 or (newest and later < RECENT):
            continue  # everything is there
        begin = outcome.seconds(logged[CALLS_LOGGED - 1])
        last = lane.ended or outcome.duration
        end = outcome.seconds(logged[CALLS_LOGGED]) if later else last
        holes.append(Gap(lane.number, begin, max(begin, end)))
    return holes
