"""What Linux tells about processes: tasks, system calls, descriptors, CPU time.

Every function returns an empty value, or None, for a process that has gone meanwhile. Where there
is no /proc they all do, and `lacking` says so.
"""

import array
import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from examiner.supervisor.system import Usage

PROC = "/proc"


_DELETED = " (deleted)"
"""What the kernel adds to the name of a file or folder that has been removed."""

_START, _PROCESSOR = 19, 36
"""Indices, in /proc/P/stat after the command, of when it was started, and of the processor that it
last ran on."""


class Task(NamedTuple):
    """One thread as the kernel sees it; two equal snapshots of a sleeping task frame its sleep."""

    pid: int
    tid: int
    state: str
    switches: tuple[str, ...]
    """Voluntary and involuntary context switches so far."""
    call: tuple[str, ...]
    """Number and arguments of the system call that it is in, as `/proc/P/task/T/syscall` has
    them."""


def lacking() -> str:
    """Say what is missing of what a kernel tells of processes, `""` if nothing is."""
    own = f"{PROC}/{os.getpid()}"
    if not os.path.isdir(own):
        return f"{PROC} is not there"
    for name in ("stat", "status", "fd", f"task/{os.getpid()}/children", "schedstat"):
        if not os.access(f"{own}/{name}", os.R_OK):
            return f"{PROC} tells no {name.rpartition('/')[2]} of processes"
    return ""


def tells_calls_of(pid: int) -> bool:
    """Can the system call of a process be read? Of others some systems forbid it."""
    try:
        return bool(_read(f"{PROC}/{pid}/syscall"))
    except OSError:
        return False


def _read(path: str) -> str:
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def _lines(path: str) -> list[str]:
    try:
        return _read(path).splitlines()
    except (OSError, ValueError):
        return []


def _names(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []


def pids() -> list[int]:
    """Return all processes."""
    return [int(name) for name in _names(PROC) if name.isdigit()]


def children(pid: int) -> set[int]:
    """Return the children of a process, quickly.

    One that was started a moment ago may be missing.
    """
    found: set[int] = set()
    for tid in _names(f"{PROC}/{pid}/task"):
        found.update(map(int, "".join(_lines(f"{PROC}/{pid}/task/{tid}/children")).split()))
    return found


def family(root: int) -> dict[int, int]:
    """Return pid → parent's pid of all living processes below `root`.

    `root` itself and zombies are left out.
    """
    parents: dict[int, int] = {}
    for pid in pids():
        state, above = _stat(pid)
        if state not in "ZX":
            parents[pid] = above
    return {pid: parent for pid, parent in parents.items() if _descends(pid, root, parents)}


def parent(pid: int) -> int:
    """Return a process's parent, even if it is dead and not reaped; 0 if there is none."""
    return _stat(pid)[1]


def state(pid: int) -> str:
    """Return the state of a process as the kernel has it, `X` if it has gone."""
    return _stat(pid)[0]


def started(pid: int) -> int | None:
    """Return when a process was started, in ticks since the start of the machine; None if ended."""
    fields = "".join(_lines(f"{PROC}/{pid}/stat")).rpartition(")")[2].split()
    return int(fields[_START]) if fields and fields[0] not in "ZX" else None


def workers_in(folder: str) -> list[int]:
    """Return the living processes that have their working directory or an open file in a folder."""
    inside = folder + os.sep
    return [
        pid
        for pid in pids()
        if pid != os.getpid()
        and state(pid) not in "ZX"
        and any(path.startswith(inside) for path in _places(pid))
    ]


def homeless(prefix: str) -> list[int]:
    """Return processes of ours that work below a folder which begins so and is not there any more.

    Those in containers see other folders than we do.
    """
    return [
        pid
        for pid in pids()
        if any(_was_in(_link(f"{PROC}/{pid}/{place}"), prefix) for place in ("cwd", "fd/1", "fd/2"))
        and _sees_the_same(pid)
        and state(pid) not in "ZX"
    ]


def _was_in(path: str, prefix: str) -> bool:
    """Is it a path below a folder which begins so and is not there any more?"""
    root, sign, _ = path.partition(f"/{prefix}")
    name = path[len(root) + 1 :].partition("/")[0]
    return bool(sign) and path.endswith(_DELETED) and not os.path.exists(f"{root}/{name}")


def _sees_the_same(pid: int) -> bool:
    """Has a process the same owner and the same folders as this one?"""
    try:
        ours = os.stat(f"{PROC}/{pid}").st_uid == os.getuid()
        return ours and os.readlink(f"{PROC}/{pid}/ns/mnt") == os.readlink(f"{PROC}/self/ns/mnt")
    except OSError:
        return False


def _places(pid: int) -> Iterator[str]:
    yield _link(f"{PROC}/{pid}/cwd")
    for number in _names(f"{PROC}/{pid}/fd"):
        yield _link(f"{PROC}/{pid}/fd/{number}")


def processor(pid: int) -> int:
    """Return the number of the processor that a process last ran on, -1 if it has gone."""
    fields = "".join(_lines(f"{PROC}/{pid}/stat")).rpartition(")")[2].split()
    return int(fields[_PROCESSOR]) if fields else -1


def _stat(pid: int) -> tuple[str, int]:
    text = "".join(_lines(f"{PROC}/{pid}/stat"))
    state, _, rest = text.rpartition(")")[2].strip().partition(" ")
    return (state, int(rest.split(" ", 1)[0])) if rest else ("X", 0)


def _descends(pid: int, root: int, parents: dict[int, int]) -> bool:
    seen = 0
    while pid in parents and seen < len(parents):
        pid = parents[pid]
        if pid == root:
            return True
        seen += 1
    return False


def tasks(pid: int) -> list[Task]:
    """Return a snapshot of each thread of a process that still lives."""
    found = []
    for tid in _names(f"{PROC}/{pid}/task"):
        folder = f"{PROC}/{pid}/task/{tid}"
        status = _lines(f"{folder}/status")
        call = "".join(_lines(f"{folder}/syscall")).split()
        if not status:
            continue
        switches = tuple(line.split()[1] for line in status if "ctxt_switches" in line)
        state = next((line.split()[1] for line in status if line.startswith("State:")), "?")
        if state in "ZX":
            continue  # ended, and waits for nothing but its parent
        found.append(Task(pid, int(tid), state, switches, tuple(call)))
    return found


def usage(pid: int) -> dict[int, Usage]:
    """Return thread id → CPU time used and missed, in seconds."""
    found = {}
    for tid in _names(f"{PROC}/{pid}/task"):
        fields = "".join(_lines(f"{PROC}/{pid}/task/{tid}/schedstat")).split()
        if len(fields) >= 2:
            found[int(tid)] = Usage(int(fields[0]) / 1e9, int(fields[1]) / 1e9)
    return found


def resident(pid: int) -> int:
    """Return the bytes of memory that a process holds by itself, shared pages left out."""
    fields = "".join(_lines(f"{PROC}/{pid}/statm")).split()
    return (int(fields[1]) - int(fields[2])) * os.sysconf("SC_PAGE_SIZE") if len(fields) > 2 else 0


def shared(pid: int) -> int:
    """Return the bytes of shared memory that a process has mapped and touched."""
    for line in _lines(f"{PROC}/{pid}/status"):
        if line.startswith("RssShmem:"):
            return int(line.split()[1]) * 1024
    return 0


def deleted_files(pid: int) -> int:
    """Return the bytes of the files that a process holds open and that have no name any more."""
    total = 0
    for number in _names(f"{PROC}/{pid}/fd"):
        path = f"{PROC}/{pid}/fd/{number}"
        try:
            if os.readlink(path).endswith(_DELETED):
                total += os.stat(path).st_size
        except OSError:
            continue
    return total


def named_pipes_of_others(ours: set[int]) -> set[str]:
    """Return the named pipes that processes other than ours hold open."""
    return {
        target
        for pid in set(pids()) - ours
        for number in _names(f"{PROC}/{pid}/fd")
        if _is_fifo(target := _link(f"{PROC}/{pid}/fd/{number}"))
    }


def _link(path: str) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def _is_fifo(path: str) -> bool:
    try:
        return path.startswith("/") and stat.S_ISFIFO(os.stat(path).st_mode)
    except OSError:
        return False


def is_internet_socket(pid: int, target: str) -> bool:
    """Is `socket:[inode]` a TCP or UDP socket?"""
    inode = target.partition("[")[2].rstrip("]")
    tables = (f"{PROC}/{pid}/net/{kind}" for kind in ("tcp", "tcp6", "udp", "udp6"))
    return any(inode in line.split()[9:10] for table in tables for line in _lines(table))


def lockers(pid: int, descriptor: int) -> set[int]:
    """Return the processes that hold a lock on an open file."""
    try:
        inode = os.stat(f"{PROC}/{pid}/fd/{descriptor}").st_ino
    except OSError:
        return set()
    fields = (line.split() for line in _lines(f"{PROC}/locks"))
    return {
        int(words[4])
        for words in fields
        if len(words) > 5 and words[1] != "->" and words[5].endswith(f":{inode}")
    }


def proportional(pid: int) -> int:
    """Return the bytes of memory of a process, each shared page divided by those who share it."""
    for line in _lines(f"{PROC}/{pid}/smaps_rollup"):
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def command(pid: int) -> str:
    """Return a process's command line."""
    return "".join(_lines(f"{PROC}/{pid}/cmdline")).replace("\0", " ")


def is_resource_tracker(pid: int) -> bool:
    """Is it what removes the semaphores and the shared memory of ended processes, and then ends?"""
    return "multiprocessing.resource_tracker" in command(pid)


def catches(pid: int, signal_number: int) -> bool:
    """Has the process a handler for the signal? One that has none would be ended by it."""
    return _is_in(pid, "SigCgt:", signal_number)


def ignores(pid: int, signal_number: int) -> bool:
    """Does the process ignore the signal?"""
    return _is_in(pid, "SigIgn:", signal_number)


def _is_in(pid: int, signals: str, number: int) -> bool:
    for line in _lines(f"{PROC}/{pid}/status"):
        if line.startswith(signals):
            return bool(int(line.split()[1], 16) >> (number - 1) & 1)
    return False


def descriptors(pid: int) -> dict[int, tuple[str, str]]:
    """Return descriptor → (target, mode) with mode `r`, `w` or `rw`."""
    found = {}
    for number in _names(f"{PROC}/{pid}/fd"):
        try:
            target = os.readlink(f"{PROC}/{pid}/fd/{number}")
        except OSError:
            continue
        found[int(number)] = (target, _mode(pid, number))
    return found


def _mode(pid: int, descriptor: str) -> str:
    for line in _lines(f"{PROC}/{pid}/fdinfo/{descriptor}"):
        if line.startswith("flags:"):
            return ("r", "w", "rw", "rw")[int(line.split()[1], 8) & 3]
    return ""


def unread(pid: int, descriptor: int) -> int:
    """Return the bytes that wait in a pipe, or −1 if that can't be told."""
    import fcntl  # not on Windows, where there is no /proc either
    import termios

    try:
        opened = os.open(f"{PROC}/{pid}/fd/{descriptor}", os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return -1
    try:
        count = array.array("i", [0])
        fcntl.ioctl(opened, termios.FIONREAD, count)
        return count[0]
    except OSError:
        return -1
    finally:
        os.close(opened)
