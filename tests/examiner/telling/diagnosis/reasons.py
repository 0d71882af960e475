"""For whom somebody waits, and what is known of the wait."""

from typing import Any, NamedTuple

from examiner.facts.calls import EXIT, UNBOUNDED
from examiner.facts.log import Entry
from examiner.facts.outcome import Observation, thread_role
from examiner.facts.verdicts import Cause
from examiner.telling.diagnosis import holders, words

NOBODY = "nobody"

SERVER = "the manager's server"


class Reason(NamedTuple):
    """What is known of one wait."""

    whom: str
    """Roles that could end it, `nobody` if there are none, `""` if that can't be told."""
    why: str
    cause: Cause = Cause.UNKNOWN


def waits_for(outcome: Observation, pid: int, call: dict[str, Any], dump: Entry) -> Reason:
    """Return the roles that could end a wait, and what is known of it."""
    kind, key, state = call["plain"], call["key"], call.get("state", {})
    if kind in ("process.join()", "thread.join()"):
        return _joining(outcome, pid, call)
    if kind == EXIT:
        return _exiting(outcome, pid, dump)
    if kind == "queue.get()":
        return _getting(outcome, pid, key)
    if kind == "queue.put()":
        return _putting(outcome, pid, key, state)
    if kind.startswith("connection.recv"):
        return _receiving(outcome, pid, key)
    if kind.startswith("connection.send"):
        ends = holders.ends_of(outcome, key)
        return Reason(_names(outcome, ends.readers, pid), "the pipe is full, and nobody reads it")
    if kind == "connection.wait()":
        return _waiting_for_any(outcome, pid, [str(each) for each in state.get("keys", ())])
    if kind == "lock.acquire()":
        return _acquiring(outcome, pid, key)
    if kind.startswith("proxy."):
        return _asking_manager(outcome, pid, kind, key)
    return Reason("", _STATES.get(kind, "").format_map(_Unknown(state)))


def _joining(outcome: Observation, pid: int, call: dict[str, Any]) -> Reason:
    if call["plain"] == "thread.join()":
        thread = str(call.get("state", {}).get("thread", "thread"))
        return Reason(thread_role(outcome.role(pid), thread), "that thread has not ended")
    role = outcome.role(call["whom"]) if call["whom"] else ""
    return Reason(role, f"{role} has not ended" if role else "")


class _Unknown(dict[str, Any]):
    """The state of an object, of which some may be unknown."""

    def __missing__(self, key: str) -> str:
        return "some"


_STATES = {
    "queue.join()": "{unfinished} of the items put have not been marked done",
    "barrier.wait()": "the barrier is made for {parties}, and {waiting} have come",
    "event.wait()": "nobody has set the event since it began to wait",
    "event.set()": "it waits for a process that waited for the event, and that has not gone on",
    "condition.wait()": "it has not been notified since it began to wait",
    "semaphore.acquire()": "the semaphore is at 0: it has been given back too seldom",
}
"""What is known of a wait that names nobody."""


def _exiting(outcome: Observation, pid: int, dump: Entry) -> Reason:
    feeder = _feeder(dump)
    if feeder is not None and feeder.sends:
        ends = holders.ends_of(outcome, feeder.key)
        why = (
            "its feeder thread still holds items that it has put, the pipe is full, "
            "and nobody reads it"
        )
        return Reason(_who(outcome, ends.readers, pid), why, Cause.UNREAD)
    if feeder is not None:
        return _acquiring(outcome, pid, feeder.lock, "its feeder thread waits to write: ")
    children = [
        p.role
        for p in outcome.processes.values()
        if p.parent == pid and holders.alive(outcome, p.pid)
    ]
    waits = ", ".join(children)
    return Reason(waits, f"it joins its children before it ends: {waits}" if waits else "")


class Feeder(NamedTuple):
    """A feeder thread that has something to write and cannot."""

    key: str
    """Its queue's pipe."""
    lock: str
    """Its queue's write lock."""
    sends: bool
    """Is it writing? Else it waits for that lock."""


def _feeder(dump: Entry) -> Feeder | None:
    for thread in dump["threads"]:
        functions = [function for _, _, function in thread["stack"]]
        if "_feed" not in functions or thread["call"] is None:
            continue
        inner = functions[: functions.index("_feed")]
        if "wait" not in inner:  # it would wait for something to write
            call, sends = thread["call"], any("send" in name for name in inner)
            return Feeder(call["key"], call.get("state", {}).get("lock", ""), sends)
    return None


def _getting(outcome: Observation, pid: int, key: str) -> Reason:
    ends = holders.ends_of(outcome, key)
    if ends.unread > 0:
        why = "the queue holds data, but a process that has ended holds its lock"
        return Reason(NOBODY, why, Cause.KEPT)
    half = len(_of_pipe(outcome, "half", key)) > len(_of_pipe(outcome, "whole", key))
    empty = "half of an item is there, and the rest has not come" if half else "the queue is empty"
    why = empty + _who_is_left(outcome, pid)
    return Reason(_who(outcome, ends.writers, pid), why)


def _of_pipe(outcome: Observation, kind: str, key: str) -> list[Entry]:
    return [entry for entry in outcome.of(kind) if entry["key"] == key]


def _putting(outcome: Observation, pid: int, key: str, state: dict[str, Any]) -> Reason:
    most = state.get("maxsize", 0)
    size = f" ({most} item{'s' if most > 1 else ''})" if 0 < most < UNBOUNDED else ""
    full = f"the queue is full{size}"
    readers = holders.emptiers(outcome, key)
    return Reason(_names(outcome, readers, pid), f"{full}, and nobody takes anything out")


def _acquiring(outcome: Observation, pid: int, key: str, prefix: str = "") -> Reason:
    pids, live = holders.holder_of(outcome, key)
    if pid in pids:
        return Reason(outcome.role(pid), f"{prefix}it holds the lock itself", Cause.OWN)
    if live:
        who = _names(outcome, tuple(pids), pid)
        return Reason(who, f"{prefix}{who} holds the lock", Cause.HELD)
    gone = words.ended(outcome.process(pids[0])) if pids else "a process has ended"
    return Reason(NOBODY, f"{prefix}{gone} and did not give the lock back", Cause.KEPT)


def _asking_manager(outcome: Observation, pid: int, plain: str, key: str) -> Reason:
    kind = key.partition(":")[0]
    if plain == "proxy.acquire()" and "Semaphore" not in kind:
        return _at_managers_lock(outcome, pid, holders.holder_at_manager(outcome, key))
    why = {
        "proxy.get()": "the queue is empty",
        "proxy.put()": "the queue is full",
        "proxy.join()": "not every item has been marked done",
        "proxy.wait()": "what would let it go on has not happened since it began to wait",
        "proxy.acquire()": "the semaphore is at 0",
    }.get(plain, "it has not answered yet")
    return Reason(SERVER, f"the manager keeps it waiting: {why}")


def _at_managers_lock(outcome: Observation, pid: int, holder: int | None) -> Reason:
    if holder is None:
        return Reason(SERVER, "the manager keeps it waiting: the lock is taken")
    if holder == pid:
        return Reason(outcome.role(pid), "it holds the manager's lock itself", Cause.OWN)
    if holders.alive(outcome, holder):
        who = outcome.role(holder)
        return Reason(who, f"{who} holds the manager's lock", Cause.HELD)
    gone = words.ended(outcome.process(holder))
    return Reason(NOBODY, f"{gone} and did not give the manager's lock back", Cause.KEPT)


def _receiving(outcome: Observation, pid: int, key: str) -> Reason:
    paired = key in holders.pairs(outcome)
    ends = holders.ends_of(outcome, key)
    writers = holders.peers(outcome, key) if paired else ends.writers
    if not holders.are_known(outcome):
        return Reason("", "")
    if not writers:
        return Reason(NOBODY, "nothing is left to read")
    why = f"the pipe is empty, and its other end is still open in {_held_by(outcome, writers, pid)}"
    return Reason(_names(outcome, writers, pid) or outcome.role(pid), why, Cause.OPEN)


def _waiting_for_any(outcome: Observation, pid: int, keys: list[str]) -> Reason:
    nothing = "nothing that it waits for has data or has ended"
    held = holders.cannot_end(outcome, keys)
    if not held:
        return Reason("", nothing)
    writers = tuple(dict.fromkeys(writer for each in held.values() for writer in each))
    ends = "the other end is" if len(held) == 1 else f"the other ends of {len(held)} pipes are"
    why = f"{nothing}, and {ends} still open in {_held_by(outcome, writers, pid)}"
    return Reason(_names(outcome, writers, pid) or outcome.role(pid), why, Cause.OPEN)


def _held_by(outcome: Observation, pids: tuple[int, ...], pid: int) -> str:
    return words.listed([outcome.role(p) + (" itself" if p == pid else "") for p in pids])


def _who_is_left(outcome: Observation, pid: int) -> str:
    others = [
        p for p in outcome.processes.values() if p.pid not in (pid, outcome.main) and not p.server
    ]
    gone = [p for p in others if not holders.alive(outcome, p.pid)]
    if others and len(gone) == len(others):
        return f", and {words.listed([words.ended(p) for p in gone])}"
    return ""


def _who(outcome: Observation, pids: tuple[int, ...], pid: int) -> str:
    """Return the roles of who holds the end that could end a wait, `nobody` if none does."""
    nobody = NOBODY if holders.are_known(outcome) else ""
    return _names(outcome, pids, pid) or nobody


def _names(outcome: Observation, pids: tuple[int, ...], but: int) -> str:
    return ", ".join(outcome.role(pid) for pid in pids if pid != but)
