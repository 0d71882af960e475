"""What a proof of a deadlock rests on besides the sleepers: that nobody else can wake them."""

from collections.abc import Iterator

from examiner.supervisor import procfs, proof


def objections(asleep: list[procfs.Task], known: set[int], ours: set[int]) -> list[str]:
    """Return why one of a trial's sleepers might still be woken, in words; none if it can't be.

    `ours` are the processes of the trial, `known` those among them whose timers we would see:
    they told of themselves, or are multiprocessing's own helpers.
    """
    found = [*_strangers(known, ours), *_timers(ours)]
    for task in asleep:
        found += _outsiders(task, ours)
    return found


def _strangers(known: set[int], ours: set[int]) -> Iterator[str]:
    for pid in sorted(ours - known):
        yield f"{procfs.command(pid)[:40].strip()!r} is another program, which may have set a timer"


def _timers(ours: set[int]) -> Iterator[str]:
    for pid in sorted(ours):
        held = (target for target, _ in procfs.descriptors(pid).values())
        if any("timerfd" in target for target in held):
            yield "a timer is armed"


def _outsiders(task: procfs.Task, ours: set[int]) -> Iterator[str]:
    number = proof.descriptor_of(task)
    if number is None:
        return
    if proof.call_name(task) in ("fcntl", "flock"):
        if procfs.lockers(task.pid, number) - ours:
            yield "a process outside holds the lock that one waits for"
        return
    target, _ = procfs.descriptors(task.pid).get(number, ("", ""))
    if target.startswith(("/dev/tty", "/dev/pts", "anon_inode:")):
        yield f"one waits for {target}, which others can write to"
    elif target.startswith("socket:") and procfs.is_internet_socket(task.pid, target):
        yield "one waits for a network connection"
    elif target and procfs.holders(target, but=ours):
        yield "a process outside holds the other end of what one waits for"
