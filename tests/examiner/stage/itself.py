"""What a process sees of itself and of those below it.

Linux lists that in /proc; elsewhere less is known: no descriptors, and only such children as
multiprocessing itself has started.
"""

import multiprocessing
import os
from threading import get_native_id

from examiner.stage import cpython

_HERE = "/proc/self"

SEES_OTHERS = os.path.exists(f"{_HERE}/task")
"""Can be seen here what other processes do?"""


def descriptors() -> dict[int, str]:
    """Return descriptor → what it is open on; empty where the platform does not list them."""
    found = {}
    for number in _numbers(f"{_HERE}/fd"):
        try:
            found[number] = os.readlink(f"{_HERE}/fd/{number}")
        except OSError:
            continue  # the listing's own descriptor
    return found


def processes_below() -> list[int]:
    """Return the pids of all processes below this one that still run, helpers included."""
    if not os.path.exists(f"{_HERE}/stat"):
        return [child.pid or 0 for child in multiprocessing.active_children()]
    if not cpython.names_of_children() and not _has_children():
        return []
    children: dict[int, list[int]] = {}
    for number in _numbers("/proc"):
        fields = _fields(f"/proc/{number}/stat")
        if fields and fields[0] not in (b"Z", b"X"):
            children.setdefault(int(fields[1]), []).append(number)
    found, todo = [], [os.getpid()]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found


def other_threads_sleep() -> bool:
    """Do all threads but this one sleep? True where that cannot be seen."""
    tasks = f"{_HERE}/task"
    others = [number for number in _numbers(tasks) if number != get_native_id()]
    return all(_fields(f"{tasks}/{number}/stat")[:1] != [b"R"] for number in others)


def is_asleep(pid: int) -> bool:
    """Do all threads of a process sleep, or has it gone? True where that cannot be seen."""
    tasks = f"/proc/{pid}/task"
    states = [_fields(f"{tasks}/{number}/stat")[:1] for number in _numbers(tasks)]
    return all(state in ([], [b"S"], [b"Z"], [b"X"]) for state in states)


def _has_children() -> bool:
    """Has the main thread any children? A quick look, before all processes are gone through."""
    try:
        with open(f"{_HERE}/task/{os.getpid()}/children", "rb") as children:
            return bool(children.read().split())
    except OSError:
        return True


def _numbers(folder: str) -> list[int]:
    try:
        return [int(name) for name in os.listdir(folder) if name.isdigit()]
    except OSError:
        return []


def _fields(path: str) -> list[bytes]:
    """Return the fields of a process's or thread's `stat` from its state on; [] if it has gone."""
    try:
        with open(path, "rb") as stat:
            return stat.read().rpartition(b")")[2].split()
    except OSError:
        return []
