"""One sentence that names what has happened to the processes that wait."""

from collections.abc import Callable

from examiner.facts.calls import EXIT
from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation, Process
from examiner.facts.verdicts import Blocked, Cause
from examiner.telling.diagnosis import holders
from examiner.telling.diagnosis.rows import HELD
from examiner.telling.diagnosis.words import ended, ending, listed

LONGEST_ERROR = 60
"""Characters of an exception that are told in a sentence."""


def situation(outcome: Observation, rows: list[Blocked]) -> str:
    """Return the sentence: the first that fits, what causes other waits before what they cause."""
    if not rows:
        return "Nothing moves any more."
    for name in _SITUATIONS:
        sentence = name(outcome, rows)
        if sentence:
            return sentence
    return f"{_who(rows)} wait{_s(rows)}, and nobody is left to wake them."


def _lock(outcome: Observation, rows: list[Blocked]) -> str:
    kept = next((row for row in rows if row.cause is Cause.KEPT), None)
    if kept is not None and kept.plain == "queue.get()":
        gone = [ended(p) for p in holders.died(outcome)] or ["a process has ended"]
        which = "" if len(gone) == 1 else ", one of them"
        return (
            f"{kept.role} cannot read what is in the queue: {listed(gone)}{which} inside get(), "
            "and the queue's lock stays taken."
        )
    if kept is not None:
        return f"{kept.role} waits for a lock that nobody will give back: {_told(kept.why)}."
    own = next((row for row in rows if row.cause is Cause.OWN), None)
    if own is not None:
        return f"{own.role} waits for a lock that it holds itself."
    cycle = _cycle([row for row in rows if row.cause is Cause.HELD])
    clauses = [f"{row.role} waits for a lock that {row.waits_for} holds" for row in cycle]
    return f"{', and '.join(clauses)}." if cycle else ""


def _told(why: str) -> str:
    return why.rpartition(": ")[2]


def _cycle(rows: list[Blocked]) -> list[Blocked]:
    """Return rows each of which waits for the next, and the last for the first; none if none do."""
    by_role = {row.role: row for row in rows}
    for row in rows:
        chain = [row]
        while (following := by_role.get(chain[-1].waits_for)) and following not in chain:
            chain.append(following)
        if following is row and len(chain) > 1:
            return chain
    return []


def _barrier(outcome: Observation, rows: list[Blocked]) -> str:
    waiting = [row for row in rows if row.plain == "barrier.wait()"]
    if not waiting:
        return ""
    gone = [ended(p) for p in holders.ended(outcome) if not p.server]
    more = f", and {listed(gone)}" if gone else ""
    return f"{_who(waiting)} wait{_s(waiting)} at a barrier: {waiting[0].why}{more}."


def _setting(outcome: Observation, rows: list[Blocked]) -> str:
    row = next((row for row in rows if row.plain == "event.set()"), None)
    gone = [ended(p) for p in holders.died(outcome)]
    if row is None or not gone:
        return ""
    return f"{row.role} waits in set() for one that waited for the event, but {listed(gone)}."


def _undone(outcome: Observation, rows: list[Blocked]) -> str:
    row = next((r for r in rows if r.plain in ("queue.join()", "proxy.join()")), None)
    others = [r for r in rows if row is not None and r.pid != row.pid]
    if row is None or any(r.plain == "gate" or _gives(r) for r in others):
        return ""
    gone = [ended(p) for p in holders.died(outcome)]
    more = f", and {listed(gone)}" if gone else ", and nobody is at work on them any more"
    return f"{row.role} waits until every item is marked done; {_told(row.why)}{more}."


def _unseen_end(outcome: Observation, rows: list[Blocked]) -> str:
    """Who wrote has died, and somebody else keeps the pipe open: that hides its end."""
    waiting = [row for row in rows if row.cause is Cause.OPEN]
    dead = {process.pid for process in holders.died(outcome)}
    held = holders.cannot_end(outcome, [row.key for row in waiting if row.key])
    hidden = [row for row in waiting if row.plain == "connection.wait()" or row.key in held]
    return _open_writer(outcome, hidden) if dead and hidden else ""


def _died(outcome: Observation, rows: list[Blocked]) -> str:
    dead = holders.died(outcome)
    gone = [process.role for process in dead]
    if any(row.plain in ("gate", "process.join()") and row.waits_for not in gone for row in rows):
        # Somebody waits for one that lives: whoever was ended on purpose is not the cause.
        forced = {entry["child"] for entry in outcome.of("force") if entry["call"]}
        dead = [process for process in dead if process.pid not in forced]
    if not dead:
        return ""
    who = listed([_death(outcome, process) for process in dead])
    they = "it" if len(dead) == 1 else "they"
    return f"{who} died, and {_who(rows)} still wait{_s(rows)} for what {they} would have done."


def _death(outcome: Observation, process: Process) -> str:
    """Return who died, and of what: an exception says more than an exit code."""
    errors = [e for e in outcome.of("error") if e["pid"] == process.pid and not e["by"]]
    if errors and process.code == 1:
        message = (errors[-1]["message"].splitlines() or [""])[0]
        how = f"{errors[-1]['type']}: {message}".rstrip(": ")
        if len(how) > LONGEST_ERROR:
            how = f"{how[: LONGEST_ERROR - 1]}…"
        return f"{process.role} ({harmless(how)})"
    return f"{process.role} ({ending(process.code)})" if process.code else process.role


def _undelivered(outcome: Observation, rows: list[Blocked]) -> str:
    stuck = next((row for row in rows if row.plain == EXIT and "the pipe is full" in row.why), None)
    if stuck is None:
        return ""
    exiting = {row.role for row in rows if row.plain == EXIT}
    joiner = next(
        (row for row in rows if row.plain == "process.join()" and row.waits_for in exiting), None
    )
    joins = ""
    if joiner is not None:
        gets = any(
            (e["pid"], e["plain"]) == (joiner.pid, "queue.get()") for e in outcome.of("call")
        )
        when = " before it has read everything" if gets else ", and nobody reads meanwhile"
        joins = f" {joiner.role} joins {joiner.waits_for}{when}."
    return f"{stuck.role} cannot exit: what it put into the queue is not all read.{joins}"


def _both_receive(outcome: Observation, rows: list[Blocked]) -> str:
    receiving = [row for row in rows if row.plain.startswith("connection.recv")]
    pairs = holders.pairs(outcome)
    for one in receiving:
        for two in receiving:
            if one.pid < two.pid and pairs.get(one.key) == two.key:
                return (
                    f"{one.role} and {two.role} both wait to receive from each other, and neither "
                    "sends."
                )
    return ""


def _open_writer(outcome: Observation, rows: list[Blocked]) -> str:
    row = next((row for row in rows if row.cause is Cause.OPEN), None)
    if row is None:
        return ""
    _, are, open_in = row.why.partition("pipes are still open in ")
    if are:
        return (
            f"{row.role} waits for more data or for the end of several pipes, and neither comes: "
            f"their other ends are still open in {open_in}, and nobody writes to them."
        )
    open_in = row.why.partition("still open in ")[2]
    return (
        f"{row.role} waits for more data or for the end of the pipe, and neither comes: the other "
        f"end is still open in {open_in}, and nobody writes to it."
    )


def _gives(row: Blocked) -> bool:
    return row.plain in ("queue.put()", "proxy.put()") or "connection.send" in row.plain


def _full(outcome: Observation, rows: list[Blocked]) -> str:
    giving = [row for row in rows if _gives(row)]
    if not giving or any(row.plain == "gate" for row in rows):
        return ""
    what = "pipe" if "connection" in giving[0].plain else "queue"
    different = len({row.key for row in giving}) > 1
    if different:
        return (
            f"{_who(giving)} wait for room, each in a full {what}: whoever would have to empty it "
            "is one that waits."
        )
    return f"{_who(giving)} wait{_s(giving)} for room in a full {what} that nobody reads any more."


def _too_few_marks(outcome: Observation, rows: list[Blocked]) -> str:
    getting = [row for row in rows if row.plain in ("queue.get()", "proxy.get()")]
    for key in {row.key for row in getting if row.key}:
        waiting = [row for row in getting if row.key == key]
        takers = dict.fromkeys(holders.callers(outcome, waiting[0].plain, key))
        stopped = [p for p in takers if p in outcome.processes and outcome.processes[p].code == 0]
        greedy = [p for p in stopped if _last_twice(outcome, p, key)]
        if greedy:
            return (
                f"{outcome.role(greedy[0])} took more than one end mark before it stopped, "
                f"and {_who(waiting)} on the same queue got none."
            )
        if stopped:
            return (
                f"{listed([outcome.role(p) for p in stopped])} stopped, but "
                f"{_who(waiting)} on the same queue got no end mark."
            )
    return ""


def _last_twice(outcome: Observation, pid: int, key: str) -> bool:
    """Did a process take the last thing that it took, its end mark, twice or more in a row?"""
    calls = [e for e in outcome.of("call") if (e["pid"], e["key"], e["end"]) == (pid, key, "ok")]
    got = [entry["result"] for entry in calls]
    return len(got) > 1 and got[-1] == got[-2]


def _held(outcome: Observation, rows: list[Blocked]) -> str:
    row = next((r for r in rows if r.plain == "gate"), None)
    if row is None:
        return ""
    where = "" if row.call == HELD else f" at `{row.call}`"
    others = [r for r in rows if r.plain != "gate" and not r.graders]
    waits = f": {others[0].role} waits in {others[0].call}" if others else ""
    return (
        f"The grader holds {row.role}{where} until {row.waits_for}, and that never happens{waits}."
    )


def _never(outcome: Observation, rows: list[Blocked]) -> str:
    """Name what a process waits for, and that it will never come."""
    for plain, sentence in _NEVER.items():
        waiting = [row for row in rows if row.plain == plain]
        if waiting:
            return sentence.format(who=_who(waiting), s=_s(waiting))
    return ""


_NEVER = {
    "queue.get()": "{who} wait{s} for an item, but nobody will ever put another one.",
    "proxy.get()": (
        "{who} wait{s} for an item of the manager's queue, but nobody will ever put another one."
    ),
    "event.wait()": "{who} wait{s} for an event that nobody will ever set.",
    "condition.wait()": "{who} wait{s} for a condition that nobody will ever notify.",
    "semaphore.acquire()": "{who} wait{s} for a semaphore that nobody will ever give back.",
    "proxy.acquire()": "{who} wait{s} for a manager's lock that nobody will ever give back.",
    "proxy.wait()": "{who} wait{s} for the manager: what would wake them will never happen.",
    "lock.acquire()": "{who} wait{s} for a lock that nobody will ever give back.",
}


def _in_a_circle(outcome: Observation, rows: list[Blocked]) -> str:
    cycle = _cycle(rows)
    clauses = [f"{row.role} waits for {row.waits_for}" for row in cycle]
    return f"{', and '.join(clauses)}." if cycle else ""


def _who(rows: list[Blocked]) -> str:
    return listed([row.role for row in rows])


def _s(rows: list[Blocked]) -> str:
    return "s" if len(rows) == 1 else ""


_SITUATIONS: tuple[Callable[[Observation, list[Blocked]], str], ...] = (
    _lock, _barrier, _setting, _undone, _unseen_end, _died, _undelivered, _both_receive, _held,
    _open_writer, _full, _too_few_marks, _never, _in_a_circle,
)  # fmt: skip
