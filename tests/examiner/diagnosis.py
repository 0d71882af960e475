"""From plain data to sentences: who waits for whom, and what that situation is called.

Says what happened, never what to write.
"""

from dataclasses import dataclass
from typing import Any

from examiner.labels import harmless
from examiner.outcome import Entry, Outcome
from examiner.verdicts import Blocked

NOBODY = "nobody"

HELD = "its turn"
"""What a process of the grader's own waits for, while the grader holds it."""

LONGEST_CALL = 44
"""Characters of a call that are shown."""


@dataclass(frozen=True)
class Ends:
    """Who holds which end of one pipe or socket, among the processes that still live."""

    readers: tuple[int, ...]
    writers: tuple[int, ...]
    unread: int
    """Bytes in it, −1 if unknown."""


def blocked(outcome: Outcome) -> list[Blocked]:
    """Return every process that waits, the first process last: causes before effects."""
    rows = [row for dump in outcome.dumps() for row in _of_process(outcome, dump)]
    rows.sort(key=lambda row: (row.pid == outcome.main, list(outcome.processes).index(row.pid)))
    return rows


def _of_process(outcome: Outcome, dump: Entry) -> list[Blocked]:
    pid = dump["pid"]
    known = outcome.processes.get(pid)
    if known is None or known.server:
        return []
    main = next((t for t in dump["threads"] if t["thread"] == "main"), None)
    others = [t for t in dump["threads"] if t is not main and (t["call"] or {}).get("file")]
    rows = [_row(outcome, pid, known.role, main, dump)] if main else []
    rows += [
        _row(outcome, pid, f"{known.role}, {harmless(t['thread'], 20)}", t, dump) for t in others
    ]
    return rows


def _row(outcome: Outcome, pid: int, role: str, thread: dict[str, Any], dump: Entry) -> Blocked:
    call, here = thread["call"], thread["here"]
    gate = _held_at(outcome, pid)
    if gate and not (call and outcome.is_answer(call["file"])):
        return _held_row(outcome, pid, role, here, gate)
    if call is None:
        spelled, path, line = here or ["its own code", None, 0]
        return Blocked(
            role,
            harmless(spelled, LONGEST_CALL) or "a call",
            outcome.place(path),
            line,
            "",
            "",
            pid=pid,
        )
    whom, why = _waits_for(outcome, pid, call, dump)
    shown = "exiting" if call["plain"] == "exit" else harmless(call["call"], LONGEST_CALL)
    where = outcome.place(call["file"]), call["line"] or 0
    return Blocked(role, shown, *where, whom, why, call["plain"], call["key"], pid)


def _held_row(outcome: Outcome, pid: int, role: str, here: list[Any] | None, gate: str) -> Blocked:
    """Return the row of a process that the grader itself holds back, maybe below the answer."""
    why = f"the grader holds it until {gate}"
    if here is None or not outcome.is_answer(here[1]):
        return Blocked(role, HELD, f"{outcome.job.check_module}.py", 0, gate, why, "gate", pid=pid)
    call = harmless(here[0], LONGEST_CALL)
    return Blocked(role, call, outcome.place(here[1]), here[2], gate, why, "gate", pid=pid)


def _held_at(outcome: Outcome, pid: int) -> str:
    """Return the gate of the grader's at which a process stands, `""` if at none."""
    opened = {entry["name"] for entry in outcome.of("gate")}
    held = [entry["name"] for entry in outcome.of("hold") if entry["pid"] == pid]
    return held[-1] if held and held[-1] not in opened else ""


def _waits_for(outcome: Outcome, pid: int, call: dict[str, Any], dump: Entry) -> tuple[str, str]:
    kind, key = call["plain"], call["key"]
    if kind == "process.join()":
        return _joined(outcome, call["whom"])
    if kind == "exit":
        return _exiting(outcome, pid, dump)
    ends = ends_of(outcome, key)
    if kind == "queue.get()":
        return _getting(outcome, pid, ends)
    if kind == "queue.put()":
        return _names(
            outcome, ends.readers, pid
        ), "the queue is full, and nobody takes anything out"
    if kind.startswith("connection.recv"):
        return _receiving(outcome, pid, ends, key)
    if kind.startswith("connection.send"):
        return _names(outcome, ends.readers, pid), "the pipe is full, and nobody reads it"
    if kind == "queue.join()":
        return "", "not every item has been marked done"
    return "", ""


def _joined(outcome: Outcome, whom: int | None) -> tuple[str, str]:
    role = outcome.role(whom) if whom else ""
    return role, f"{role} has not ended" if role else ""


def _exiting(outcome: Outcome, pid: int, dump: Entry) -> tuple[str, str]:
    feeder = feeder_key(dump)
    if feeder is not None:
        ends = ends_of(outcome, feeder)
        return (
            _names(outcome, ends.readers, pid) or NOBODY,
            (
                "its feeder thread still holds items that it has put, the pipe is full, "
                "and nobody reads it"
            ),
        )
    children = [
        p.role for p in outcome.processes.values() if p.parent == pid and _alive(outcome, p.pid)
    ]
    waits = ", ".join(children)
    return waits, f"it joins its children before it ends: {waits}" if waits else ""


def feeder_key(dump: Entry) -> str | None:
    """Return the pipe that a feeder thread of this process is blocked in, None if none is."""
    for thread in dump["threads"]:
        functions = [function for _, _, function in thread["stack"]]
        if "_feed" in functions and thread["call"] and "send" in thread["call"]["plain"]:
            return str(thread["call"]["key"])
    return None


def _getting(outcome: Outcome, pid: int, ends: Ends) -> tuple[str, str]:
    if ends.unread > 0:
        return "", "the queue holds data, but another process that has ended holds its lock"
    return _names(outcome, ends.writers, pid) or NOBODY, "the queue is empty" + _who_is_left(
        outcome, pid
    )


def _receiving(outcome: Outcome, pid: int, ends: Ends, key: str) -> tuple[str, str]:
    writers = ends.writers if key not in _paired(outcome) else _peers(outcome, key)
    if not writers:
        return NOBODY, "nothing is left to read"
    held = [outcome.role(writer) + (" itself" if writer == pid else "") for writer in writers]
    return (
        _names(outcome, writers, pid) or outcome.role(pid),
        f"the pipe is empty, and its other end is still open in {' and '.join(held)}",
    )


def _who_is_left(outcome: Outcome, pid: int) -> str:
    others = [
        p for p in outcome.processes.values() if p.pid not in (pid, outcome.main) and not p.server
    ]
    gone = [p for p in others if not _alive(outcome, p.pid)]
    if others and len(gone) == len(others):
        return f", and {_list([_ended(p.role, p.code) for p in gone])}"
    return ""


def _ended(role: str, code: int | None) -> str:
    return f"{role} has exited" if not code else f"{role} died ({ending(code)})"


def ending(code: int | None) -> str:
    """Return an exit code in words."""
    if code is None:
        return "no exit code"
    if code >= 0:
        return f"exit code {code}"
    import signal

    try:
        return f"ended by {signal.Signals(-code).name}"
    except ValueError:
        return f"ended by signal {-code}"


def _alive(outcome: Outcome, pid: int) -> bool:
    living = outcome.evidence.get("processes")
    if living is not None:
        return str(pid) in living
    known = outcome.processes.get(pid)
    return known is not None and known.code is None and not known.down


def ends_of(outcome: Outcome, key: str) -> Ends:
    """Return who holds the ends of the pipe with this key."""
    target = f"pipe:[{key.partition(':')[2]}]"
    other = f"socket:[{key.partition(':')[2]}]"
    readers, writers, unread = [], [], -1
    for pid, facts in outcome.evidence.get("processes", {}).items():
        modes = {m for _, t, m, _ in facts["descriptors"] if t in (target, other)}
        unread = max([unread, *(n for _, t, _, n in facts["descriptors"] if t == target)])
        if any("r" in mode for mode in modes):
            readers.append(int(pid))
        if any("w" in mode for mode in modes):
            writers.append(int(pid))
    return Ends(tuple(readers), tuple(writers), unread)


def _paired(outcome: Outcome) -> dict[str, str]:
    """Return the other end of each end of a socket pair."""
    found: dict[str, str] = {}
    for pair in outcome.of("pair"):
        one, two = pair["ends"]
        if one != two:
            found |= {one: two, two: one}
    return found


def _peers(outcome: Outcome, key: str) -> tuple[int, ...]:
    return ends_of(outcome, _paired(outcome)[key]).writers


def _names(outcome: Outcome, pids: tuple[int, ...], but: int) -> str:
    return ", ".join(outcome.role(pid) for pid in pids if pid != but)


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def situation(outcome: Outcome, rows: list[Blocked]) -> str:
    """Return one sentence that names what has happened to the processes that wait."""
    if not rows:
        return "Nothing moves any more."
    for name in (
        _died,
        _undelivered,
        _both_receive,
        _open_writer,
        _full,
        _too_few_marks,
        _held,
        _never_put,
    ):
        sentence = name(outcome, rows)
        if sentence:
            return sentence
    return f"{_list([row.role for row in rows])} wait{_s(rows)}, and nobody is left to wake them."


def _died(outcome: Outcome, rows: list[Blocked]) -> str:
    dead = [p for p in outcome.processes.values() if p.code and not _alive(outcome, p.pid)]
    unseen = [
        p
        for p in outcome.processes.values()
        if not _alive(outcome, p.pid) and not p.down and p.code is None
    ]
    if dead or (unseen and outcome.evidence):
        who = _list(
            [f"{p.role} ({ending(p.code)})" if p.code else p.role for p in [*dead, *unseen]]
        )
        return (
            f"{who} died, and {_list([row.role for row in rows])} still wait{_s(rows)} for what it "
            "would have done."
        )
    return ""


def _undelivered(outcome: Outcome, rows: list[Blocked]) -> str:
    stuck = next((row for row in rows if row.plain == "exit" and "feeder" in row.why), None)
    if stuck is None:
        return ""
    joiner = next(
        (row for row in rows if row.plain == "process.join()" and row.waits_for == stuck.role), None
    )
    joins = f" {joiner.role} joins {stuck.role} before it has read everything." if joiner else ""
    return f"{stuck.role} cannot exit: what it put into the queue is not all read.{joins}"


def _both_receive(outcome: Outcome, rows: list[Blocked]) -> str:
    receiving = [row for row in rows if row.plain.startswith("connection.recv")]
    pairs = _paired(outcome)
    for one in receiving:
        for two in receiving:
            if one.pid < two.pid and pairs.get(one.key) == two.key:
                return (
                    f"{one.role} and {two.role} both wait to receive from each other, and neither "
                    "sends."
                )
    return ""


def _open_writer(outcome: Outcome, rows: list[Blocked]) -> str:
    row = next(
        (r for r in rows if r.plain.startswith("connection.recv") and "still open" in r.why), None
    )
    if row is None:
        return ""
    holders = row.why.partition("still open in ")[2]
    return (
        f"{row.role} waits for more data or for the end of the pipe, but the end cannot come: "
        f"the write end is still open in {holders}."
    )


def _full(outcome: Outcome, rows: list[Blocked]) -> str:
    giving = [row for row in rows if row.plain == "queue.put()" or "connection.send" in row.plain]
    if not giving or any(row.plain == "gate" for row in rows):
        return ""
    what = "queue" if giving[0].plain == "queue.put()" else "pipe"
    full = f"a full {what}" if len(giving) == 1 else f"full {what}s"
    who = _list([row.role for row in giving])
    return f"{who} wait{_s(giving)} for room in {full} that nobody reads any more."


def _too_few_marks(outcome: Outcome, rows: list[Blocked]) -> str:
    getting = [row for row in rows if row.plain == "queue.get()"]
    for key in {row.key for row in getting if row.key}:
        waiting = [row for row in getting if row.key == key]
        got = {
            e["pid"] for e in outcome.of("call") if e["plain"] == "queue.get()" and e["key"] == key
        }
        ended = [p for p in outcome.processes.values() if p.pid in got and p.code == 0]
        if ended:
            return (
                f"{_list([p.role for p in ended])} stopped, but "
                f"{_list([r.role for r in waiting])} on the same queue got no end mark."
            )
    return ""


def _held(outcome: Outcome, rows: list[Blocked]) -> str:
    row = next((r for r in rows if r.plain == "gate"), None)
    if row is None:
        return ""
    where = "" if row.call == HELD else f" in {row.call}"
    return f"The grader holds {row.role}{where} until {row.waits_for}, and that never happens."


def _never_put(outcome: Outcome, rows: list[Blocked]) -> str:
    row = next((r for r in rows if r.plain == "queue.get()"), None)
    return f"{row.role} waits for an item, but nobody will ever put another one." if row else ""


def _s(rows: list[Blocked]) -> str:
    return "s" if len(rows) == 1 else ""
