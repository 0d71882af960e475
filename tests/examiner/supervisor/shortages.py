"""What a machine may be short of, so that right answers fail too: then it is not their fault.

It is looked for before a grade begins, and again where a trial went wrong. The figures are what a
grade of all references takes (408 open files, 147 processes and threads, 560 MB of addresses, 5 MB
of temporary files and 5 of shared memory, in 250 and 200 files), and some more.
"""

import _multiprocessing  # type: ignore[import-not-found]
import contextlib
import errno
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from examiner.supervisor.system import SHARED_MEMORY

OPEN_FILES = 512
"""Files that one process has open at a time."""

LARGEST_FILE = 128 << 20
"""Bytes of a file."""

ADDRESSES = 1 << 30
"""Bytes of addresses of one process, most of which it never uses."""

PROCESSES = 200
"""Processes and threads that run at a time."""

ROOM = 64 << 20
"""Bytes of temporary files."""

SHARED_ROOM = 16 << 20
"""Bytes of shared memory."""

FILES = 1_000
"""Temporary files, and semaphores."""

_SHORT = {errno.ENOSPC, errno.ENFILE, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EROFS}
"""What the system says where it is short of something, whoever asks."""


class Shortage(Exception):
    """What is missing, and what to do."""


def look_before_a_grade() -> None:
    """Raise Shortage if something is missing that a grade needs."""
    _refuse(_limits() or _processes() or _temporary_folder() or _shared_memory())


def look_before_a_program() -> None:
    """Raise Shortage if something is missing to look at a program; its own needs are its own."""
    _refuse(_temporary_folder())


def _refuse(lacking: str) -> None:
    if lacking:
        raise Shortage(lacking)


def after_a_trial(folder: str, written: Callable[[], int]) -> str:
    """Say what is missing now that a trial in `folder`, below that of its run, has come to its end.

    `written` tells how many bytes it has in files: whoever fills the disk itself lacks nothing.
    """
    place = str(Path(folder).parents[1])
    found = _room(place, ROOM // 10, FILES // 10) or _room_shared(SHARED_ROOM // 10)
    return found if found and written() < ROOM else ""


def told_by(error: BaseException) -> str:
    """Say what an error of the kit's own tells to be missing, `""` if nothing."""
    short = isinstance(error, OSError) and error.errno in _SHORT
    return f"This machine is short of something: {error}." if short else ""


def _limits() -> str:
    try:
        import resource  # not on Windows, which has no such limits
    except ImportError:
        return ""
    for kind, needed, text in (
        ("NOFILE", OPEN_FILES, "have {0:,} open files, and a grade needs {1:,} (ulimit -n)"),
        ("FSIZE", LARGEST_FILE, "write files of {0:,} bytes, and a grade needs {1:,} (ulimit -f)"),
        ("AS", ADDRESSES, "use {0:,} bytes of addresses, and a grade needs {1:,} (ulimit -v)"),
    ):
        limit = getattr(resource, f"RLIMIT_{kind}")
        soft, hard = resource.getrlimit(limit)
        if 0 <= soft < needed and not 0 <= hard < needed:
            resource.setrlimit(limit, (needed, hard))  # as anybody may
        elif 0 <= soft < needed:
            return f"A process may only {text.format(soft, needed)}: raise that limit."
    return ""


def _processes() -> str:
    left = min(_left_to_the_user(), _left_to_the_container())
    if left >= PROCESSES:
        return ""
    return (
        f"Only {max(left, 0)} more processes and threads may be started, and a grade needs "
        f"{PROCESSES}: end some, or raise the limit, which is ulimit -u or the container's."
    )


def _left_to_the_user() -> float:
    """Return how many more this user may start; root may always."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import resource

        soft, _ = resource.getrlimit(resource.RLIMIT_NPROC)
        if os.geteuid() != 0 and soft >= 0:
            return soft - sum(
                1 for folder in Path("/proc").glob("[0-9]*/task/*") if _is_ours(folder)
            )
    return float("inf")


def _is_ours(folder: Path) -> bool:
    try:
        return folder.stat().st_uid == os.getuid()
    except OSError:
        return False


def _left_to_the_container() -> float:
    """Return how many more the control group of this process may have, and those that it is in."""
    left = float("inf")
    for line in _lines(Path("/proc/self/cgroup")):
        _, kinds, group = line.split(":", 2)
        if kinds in ("", "pids"):
            root = Path("/sys/fs/cgroup", kinds)
            place = root / group.strip("/")
            for folder in (place, *place.parents):
                most, now = _lines(folder / "pids.max"), _lines(folder / "pids.current")
                if most and now and most[0].isdecimal():
                    left = min(left, int(most[0]) - int(now[0]))
                if folder == root:
                    break
    return left


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError):
        return []


def _temporary_folder() -> str:
    try:
        folder = tempfile.gettempdir()
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"here")
    except OSError as error:
        reason = error.strerror or error
        return f"No temporary files can be made: {reason}. TMPDIR chooses another folder."
    return _room(folder, ROOM, FILES)


def _room(folder: str, size: int, files: int) -> str:
    return _left(folder, size, files, "free some, or set TMPDIR to another folder")


def _shared_memory() -> str:
    try:
        # As multiprocessing.Lock does, but without a process that looks after it.
        _multiprocessing.SemLock(1, 1, 1, f"/ipc-kata-{os.getpid()}", True)
    except (OSError, AttributeError) as error:
        where = f", which needs {SHARED_MEMORY}" if sys.platform == "linux" else ""
        return f"No semaphore can be made: {error}. multiprocessing cannot work here{where}."
    return _room_shared(SHARED_ROOM)


def _room_shared(size: int) -> str:
    more = "remove what is left there, or make it larger (docker run --shm-size=1g)"
    return _left(SHARED_MEMORY, size, FILES // 10, more)


def _left(folder: str, size: int, files: int, more: str) -> str:
    """Say if a folder has not so many bytes or files left; a system may not count its files."""
    try:
        room = os.statvfs(folder)
    except (OSError, AttributeError):  # not there, or not on Windows
        return ""
    left = room.f_bavail * room.f_frsize
    if left < size:
        return f"{folder} has {left >> 20} MB left, and a grade needs {size >> 20}: {more}."
    if room.f_files and room.f_favail < files:
        return (
            f"{folder} may have {room.f_favail:,} more files, and a grade needs {files:,}: {more}."
        )
    return ""
