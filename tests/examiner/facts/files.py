"""Files: written so that nobody ever sees half of one, locked, and named after a time."""

import os
import stat
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

_MODE = 0o644
"""Of a new file; an existing one keeps its own."""


LARGEST = 1 << 20
"""Bytes: nobody types more, so a larger file is something else."""


class Unreadable(Exception):
    """A file that cannot be read at once; the text says what it is, after its name."""


def read_typed(path: Path) -> bytes:
    """Return what somebody has typed into a file. Raises Unreadable, and never waits.

    A named pipe has nothing to read until somebody writes, a device maybe without an end.
    """
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind):
            raise Unreadable(f"is {_WHAT.get(stat.S_IFMT(kind), 'a device')}")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable("does not exist") from None
    except OSError as error:
        raise Unreadable(f"cannot be read: {error.strerror or error}") from error
    if len(content) > LARGEST:
        raise Unreadable(f"is larger than {LARGEST >> 20} MB")
    return content


_WHAT = {
    stat.S_IFDIR: "a directory", stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket",
}  # fmt: skip


def write_whole(path: Path, content: str | bytes, *, durable: bool = False) -> None:
    """Write a file in one step: a reader sees all of it or what was there before.

    `durable` waits until the disk has it, which can take a while. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(_encoded(content))
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else _MODE)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def _encoded(content: str | bytes) -> bytes:
    # What was typed or printed may hold half of a character, which UTF-8 has no bytes for.
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def now() -> datetime:
    """Return the present moment in UTC, without fractions of a second."""
    return datetime.now(UTC).replace(microsecond=0)


def stamp(moment: datetime) -> str:
    """Return a moment as it is written into documents: `2026-11-24T12:30:00Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def file_stamp(moment: datetime) -> str:
    """Return a moment as part of a file's name: `20261124T123000Z`."""
    return moment.strftime("%Y%m%dT%H%M%SZ")


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path that no file has yet: with `-2`, `-3` … if it must be."""
    path, number = folder / f"{stem}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{suffix}"
    return path


if sys.platform == "win32":
    import msvcrt

    _BEYOND = 1 << 30
    """Where the lock is: whoever reads the file's own bytes must not meet it."""

    def locked(file: IO[bytes] | int) -> bool:
        """Lock an open file for this process, until it closes the file; False if another has it.

        Raises OSError where there can be no lock.
        """
        number = file if isinstance(file, int) else file.fileno()
        place = os.lseek(number, 0, os.SEEK_CUR)
        os.lseek(number, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(number, place, os.SEEK_SET)
        return True

else:
    import fcntl

    def locked(file: IO[bytes] | int) -> bool:
        """Lock an open file for this process, until it closes the file; False if another has it.

        Raises OSError where there can be no lock.
        """
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
