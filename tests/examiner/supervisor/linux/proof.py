"""When a set of sleeping processes is a deadlock, and when it merely looks like one.

Two consecutive snapshots that are identical, context-switch counters included, show that every
task slept from its first reading to its second. All these intervals share the moment between
the two snapshots: at that moment everything was asleep. If besides every task is in a wait
without a time limit, and nobody outside can end any of these waits, none of them ever ends.

System call numbers: Linux's x86-64 table, and the generic one that newer architectures share. Of
a machine with another table, or a 32-bit interpreter, nothing is proved.
"""

import functools
import os
import platform
import signal
import sys
from collections.abc import Iterable

from examiner.supervisor.linux import procfs
from examiner.supervisor.linux.procfs import Task

_X86_64 = {
    0: "read", 1: "write", 7: "poll", 20: "writev", 23: "select", 34: "pause", 43: "accept",
    44: "sendto", 45: "recvfrom", 46: "sendmsg", 47: "recvmsg", 61: "wait4", 72: "fcntl",
    73: "flock", 130: "sigsuspend", 202: "futex", 232: "epoll_wait", 247: "waitid",
    257: "openat", 270: "pselect", 271: "ppoll", 281: "epoll_wait", 288: "accept",
}  # fmt: skip
_GENERIC = {
    25: "fcntl", 32: "flock", 56: "openat", 63: "read", 64: "write", 66: "writev",
    72: "pselect", 73: "ppoll", 95: "waitid", 98: "futex", 133: "sigsuspend",
    202: "accept", 206: "sendto", 207: "recvfrom", 211: "sendmsg", 212: "recvmsg",
    22: "epoll_wait", 242: "accept", 260: "wait4",
}  # fmt: skip

_TABLES = {
    "x86_64": _X86_64,
    "AMD64": _X86_64,
    **dict.fromkeys(("aarch64", "arm64", "riscv64", "loongarch64"), _GENERIC),
}
"""Machine → its table."""

_64_BITS = sys.maxsize > 1 << 32


@functools.cache
def lacking() -> str:
    """Say why nothing can be proved on this machine, `""` if it can."""
    if not _64_BITS or platform.machine() not in _TABLES:
        return f"the system calls of this machine, {platform.machine()}, are not known to ipc-kata"
    # A process may read its own call even where it may not read that of its children.
    child = os.posix_spawn(sys.executable, [sys.executable, "-S", "-c", ""], {})
    try:
        tells = procfs.tells_calls_of(child)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return "" if tells else "this system keeps secret in which call another process waits"


_ALWAYS_UNTIMED = frozenset(
    {"read", "write", "writev", "pause", "accept", "sendto", "recvfrom", "sendmsg", "recvmsg",
     "fcntl", "flock", "sigsuspend", "openat"}
)  # fmt: skip
_ON_DESCRIPTORS = frozenset(
    {
        "read",
        "write",
        "writev",
        "sendto",
        "recvfrom",
        "sendmsg",
        "recvmsg",
        "accept",
        "fcntl",
        "flock",
    }
)
ON_MANY = frozenset({"poll", "ppoll", "select", "pselect", "epoll_wait"})
"""Calls that wait for any of several descriptors."""

_FUTEX_WAITS = (0, 9)  # FUTEX_WAIT, FUTEX_WAIT_BITSET
_FUTEX_COMMAND = 0x7F  # without the PRIVATE and CLOCK_REALTIME flags
_NO_HANG = 1
_MINUS_ONE = (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)


def call_name(task: Task) -> str:
    """Return the system call that a task is in, `""` if none or none that we know."""
    table = _TABLES.get(platform.machine(), {})
    if not task.call or not task.call[0].isdigit():
        return ""
    return table.get(int(task.call[0]), "")


def waits_for_ever(task: Task) -> bool:
    """Is the task asleep in a system call that has no time limit?"""
    if task.state != "S":
        return False
    name = call_name(task)
    if name in _ALWAYS_UNTIMED:
        return True
    arguments = [int(value, 16) for value in task.call[1:7]]
    if name == "futex":
        return arguments[1] & _FUTEX_COMMAND in _FUTEX_WAITS and arguments[3] == 0
    if name == "wait4":
        return not arguments[2] & _NO_HANG
    if name == "waitid":
        return not arguments[3] & _NO_HANG
    if name in ("poll", "epoll_wait"):
        return arguments[2 if name == "poll" else 3] in _MINUS_ONE
    if name == "ppoll":
        return arguments[2] == 0
    return name in ("select", "pselect") and arguments[4] == 0


def descriptor_of(task: Task) -> int | None:
    """Return the descriptor that a task reads, writes or wants to lock, or None."""
    return int(task.call[1], 16) if call_name(task) in _ON_DESCRIPTORS else None


def all_asleep(before: Iterable[Task], now: Iterable[Task]) -> bool:
    """Do two consecutive snapshots prove that every task sleeps for ever?

    For ever means: unless woken from outside.
    """
    first, second = sorted(before), sorted(now)
    return bool(second) and first == second and all(map(waits_for_ever, second))
