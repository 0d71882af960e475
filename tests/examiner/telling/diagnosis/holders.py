"""Who holds what, as the evidence of a stopped trial and its log tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from examiner.facts.outcome import Observation, Process


@dataclass(frozen=True)
class Ends:
    """Who holds which end of one pipe or socket, among the processes that still live."""

    readers: tuple[int, ...]
    writers: tuple[int, ...]
    unread: int
    """Bytes in it, −1 if unknown."""


def alive(outcome: Observation, pid: int) -> bool:
    """Did a process still live when the trial was ended?"""
    living = outcome.evidence.get("processes")
    if living is not None:
        return str(pid) in living
    known = outcome.processes.get(pid)
    return known is not None and known.code is None and not known.down


def ended(outcome: Observation) -> list[Process]:
    """Return the processes that had ended by then."""
    return [p for p in outcome.processes.values() if not alive(outcome, p.pid)]


def died(outcome: Observation) -> list[Process]:
    """Return those of them that did not end as they should."""
    gone = ended(outcome)
    seen = bool(outcome.evidence)
    return [p for p in gone if p.code or (seen and p.code is None and not p.down)]


def are_known(outcome: Observation) -> bool:
    """Could it be seen who held which end of a pipe when the trial was ended?"""
    return "processes" in outcome.evidence


def ends_of(outcome: Observation, key: str) -> Ends:
    """Return who holds the ends of the pipe with this key, if that could be seen."""
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


def pairs(outcome: Observation) -> dict[str, str]:
    """Return the other end of each end of a socket pair."""
    found: dict[str, str] = {}
    for pair in outcome.of("pair"):
        one, two = pair["ends"]
        if one != two:
            found |= {one: two, two: one}
    return found


def peers(outcome: Observation, key: str) -> tuple[int, ...]:
    """Return who holds the other end of an end of a socket pair."""
    return ends_of(outcome, pairs(outcome)[key]).writers


def cannot_end(outcome: Observation, keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return who holds the other end of those of some pipes that nobody alive has written to.

    The end of what comes out of them cannot be seen, though whoever wrote has ended.
    """
    found = {}
    for key in keys:
        other = pairs(outcome).get(key, key)
        writers = ends_of(outcome, other).writers
        sent = {pid for kind in _SENDS for pid in callers(outcome, kind, other)}
        if writers and not sent & set(writers):
            found[key] = writers
    return found


_SENDS = ("connection.send()", "connection.send_bytes()")


def callers(outcome: Observation, plain: str, key: str) -> list[int]:
    """Return who finished such a call on an object, in order, each call once."""
    found = outcome.of("call")
    return [e["pid"] for e in found if (e["plain"], e["key"], e["end"]) == (plain, key, "ok")]


def emptiers(outcome: Observation, key: str) -> tuple[int, ...]:
    """Return who could take something out of a queue.

    Whoever holds the read end could. If some have done so, it is these; else those that have only
    put into it are left out: after a fork everybody holds every end.
    """
    readers = ends_of(outcome, key).readers
    got = set(callers(outcome, "queue.get()", key))
    put = set(callers(outcome, "queue.put()", key))
    return tuple(p for p in readers if p in got) or tuple(p for p in readers if p not in put)


def holder_of(outcome: Observation, key: str) -> tuple[list[int], bool]:
    """Return who holds a lock, and whether they live.

    The living say so themselves; of the others the last one that took it is named, or the only
    one that died (the library takes locks as well). Nobody if that cannot be told.
    """
    living = [dump["pid"] for dump in outcome.dumps() if key in dump.get("held", ())]
    if living:
        return living, True
    took = [pid for pid in callers(outcome, "lock.acquire()", key) if not alive(outcome, pid)]
    dead = [process.pid for process in died(outcome)]
    return took[-1:] or (dead if len(dead) == 1 else []), False


def holder_at_manager(outcome: Observation, key: str) -> int | None:
    """Return who took a manager's lock more often than it gave it back, None if nobody did."""
    took = callers(outcome, "proxy.acquire()", key)
    gave = callers(outcome, "proxy.release()", key)
    return next((pid for pid in reversed(took) if took.count(pid) > gave.count(pid)), None)
