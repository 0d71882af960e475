"""What exactly a sleeping thread waits for, as Linux tells: a pipe, a semaphore, a process."""

import os
import struct
from typing import NamedTuple

from examiner.supervisor.linux import procfs, proof
from examiner.supervisor.linux.procfs import PROC, Task


class Awaited(NamedTuple):
    """Something that a thread waits for, and that others can do to end its wait."""

    kind: str
    """`read` or `write` (of a pipe or socket), `semaphore`, `memory` (of its own process),
    `process`, or `unknown`."""
    name: str


UNKNOWN = Awaited("unknown", "")

_POLLFD = struct.Struct("iHH")
_POLLIN = 1
_MOST_POLLED = 4096


def awaited(task: Task) -> list[Awaited]:
    """Return all things any of which would end a thread's untimed wait."""
    name = proof.call_name(task)
    if name == "futex":
        return [_semaphore(task)]
    if name in ("wait4", "waitid"):
        return [Awaited("process", str(child)) for child in procfs.children(task.pid)]
    number = proof.descriptor_of(task)
    if number is not None and name not in ("fcntl", "flock", "accept"):
        writes = name in ("write", "writev", "sendto", "sendmsg")
        return [_end(task.pid, number, "write" if writes else "read")]
    if name == "poll":
        return [_end(task.pid, fd, kind) for fd, kind in _polled(task)] or [UNKNOWN]
    if name == "epoll_wait":
        watched = _watched(task.pid, int(task.call[1], 16))
        return [_end(task.pid, fd, "read") for fd in watched] or [UNKNOWN]
    return [UNKNOWN]


def _end(pid: int, descriptor: int, kind: str) -> Awaited:
    try:
        target = os.readlink(f"{PROC}/{pid}/fd/{descriptor}")
    except OSError:
        return UNKNOWN
    if "pidfd" in target:
        return UNKNOWN
    return Awaited(kind, target)


def _semaphore(task: Task) -> Awaited:
    """Return the semaphore that a futex belongs to: the inode of the file that is mapped there."""
    address = int(task.call[1], 16)
    for start, end, inode, path in _maps(task.pid):
        if start <= address < end:
            shared = "/dev/shm/" in path or path.startswith("/dev/zero")
            return Awaited("semaphore", inode) if shared else Awaited("memory", str(task.pid))
    return UNKNOWN


def _maps(pid: int) -> list[tuple[int, int, str, str]]:
    found = []
    try:
        with open(f"{PROC}/{pid}/maps", encoding="utf-8", errors="replace") as file:
            for line in file:
                fields = line.split(None, 5)
                start, _, end = fields[0].partition("-")
                path = fields[5].strip() if len(fields) > 5 else ""
                found.append((int(start, 16), int(end, 16), fields[4], path))
    except OSError:
        return []
    return found


def semaphores(pid: int) -> set[str]:
    """Return the inodes of the semaphores that a process has mapped."""
    return {inode for _, _, inode, path in _maps(pid) if "/dev/shm/" in path}


def _polled(task: Task) -> list[tuple[int, str]]:
    """Return the descriptors that a thread polls, each with what for, from its own memory."""
    address, count = int(task.call[1], 16), int(task.call[2], 16)
    if not 0 < count <= _MOST_POLLED:
        return []
    try:
        descriptor = os.open(f"{PROC}/{task.pid}/mem", os.O_RDONLY)
        try:
            data = os.pread(descriptor, count * _POLLFD.size, address)
        finally:
            os.close(descriptor)
    except OSError:
        return []
    whole = len(data) - len(data) % _POLLFD.size
    rows = _POLLFD.iter_unpack(data[:whole])
    return [(fd, "read" if events & _POLLIN else "write") for fd, events, _ in rows if fd >= 0]


def _watched(pid: int, descriptor: int) -> list[int]:
    try:
        with open(f"{PROC}/{pid}/fdinfo/{descriptor}", encoding="ascii") as file:
            return [int(line.split()[1]) for line in file if line.startswith("tfd:")]
    except OSError:
        return []
