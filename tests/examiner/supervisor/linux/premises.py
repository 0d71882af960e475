"""What a proof of a deadlock rests on besides the sleepers: that nobody else can wake them."""

from collections.abc import Iterator, Set

from examiner.supervisor.linux import procfs, proof, wakers
from examiner.supervisor.logbook import Logbook


def objections(
    asleep: list[procfs.Task],
    family: dict[int, int],
    log: Logbook,
    outside: frozenset[str] = frozenset(),
) -> list[str]:
    """Return why one of a trial's sleepers might still be woken, in words; none if it can't be.

    `family` are the trial's processes, each with its parent. Those whose timers we would see told
    of themselves, or are multiprocessing's own helpers. `outside` are pipes that the trial has got
    from elsewhere.
    """
    if any(entry["kind"] == "timer" for entry in log.entries):
        return ["a timer is armed"]
    ours = set(family)
    helpers = {pid for pid in ours if is_helper(pid, family)}
    # A manager's server has sockets whose making nobody told.
    paired = None if log.servers else socket_pairs(log).keys()
    found = [*_strangers(log.up | helpers, ours), *_timers(ours)]
    for task in asleep:
        if task.pid not in helpers:
            found += _outsiders(task, ours, log.folder, paired, outside)
    return found


def is_helper(pid: int, parents: dict[int, int]) -> bool:
    """Is it the resource tracker or the forkserver? The forkserver's children look like itself."""
    command = procfs.command(pid)
    if procfs.is_resource_tracker(pid):
        return True
    if "multiprocessing.forkserver" not in command:
        return False
    return "multiprocessing.forkserver" not in procfs.command(parents.get(pid, 0))


def socket_pairs(log: Logbook) -> dict[str, str]:
    """Return each socket that was made as one of a pair, with its other end."""
    found: dict[str, str] = {}
    for entry in log.entries:
        if entry["kind"] == "pair" and len(entry["ends"]) == 2:  # a trial may write anything
            one, two = (f"socket:[{str(end).rpartition(':')[2]}]" for end in entry["ends"])
            found |= {one: two, two: one}
    return found


def _strangers(known: set[int], ours: set[int]) -> Iterator[str]:
    for pid in sorted(ours - known):
        yield f"{procfs.command(pid)[:40].strip()!r} is another program, which may have set a timer"


def _timers(ours: set[int]) -> Iterator[str]:
    for pid in sorted(ours):
        held = (target for target, _ in procfs.descriptors(pid).values())
        if any("timerfd" in target for target in held):
            yield "a timer is armed"


def _outsiders(
    task: procfs.Task,
    ours: set[int],
    folder: str,
    paired: Set[str] | None,
    outside: frozenset[str],
) -> Iterator[str]:
    number = proof.descriptor_of(task)
    if proof.call_name(task) in ("fcntl", "flock"):
        if number is not None and procfs.lockers(task.pid, number) - ours:
            yield "a process outside holds the lock that one waits for"
        return
    for target in _waited_for(task, number):
        if target in outside:
            yield "one waits for a pipe that comes from outside"
        yield from _wakers(task.pid, target, ours, folder, paired)


def _waited_for(task: procfs.Task, number: int | None) -> list[str]:
    held = procfs.descriptors(task.pid)
    if proof.call_name(task) not in proof.ON_MANY:
        return [held.get(number, ("", ""))[0]] if number is not None else []
    known = [thing.name for thing in wakers.awaited(task) if thing != wakers.UNKNOWN]
    return known or [target for target, mode in held.values() if "r" in mode]


def _wakers(
    pid: int, target: str, ours: set[int], folder: str, paired: Set[str] | None
) -> Iterator[str]:
    # A nameless pipe was made in the trial, which began with no descriptors of others.
    named = target.startswith("/") and not target.startswith(folder)
    if target.startswith(("/dev/tty", "/dev/pts")):
        yield f"one waits for {target}, which others can write to"
    elif target.startswith("socket:") and procfs.is_internet_socket(pid, target):
        yield "one waits for a network connection"
    elif target.startswith("socket:") and paired is not None and target not in paired:
        yield "one waits for a socket whose other end is not known"
    elif named and target in procfs.named_pipes_of_others(ours):
        yield "a process outside holds the other end of what one waits for"
