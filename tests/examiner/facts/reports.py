"""Reports that a command writes where it is told to: whether it may and can, and how.

Who forgets the file's name, as in `--json exercises/ex02_sentinel.py`, must not lose an answer, and
who has waited for a grade must not learn then that it cannot be written.
"""

import json
import os
import stat
import tempfile
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import ClassVar

from examiner.facts.files import write_whole

STDOUT = Path("-")
"""Names standard output, where a command takes a file."""

GENERATOR = '<meta name="generator" content="ipc-kata">'
"""Stands in each page of the kit's."""

_LARGEST = 256 << 20
"""Bytes: a larger file is no report of ours."""

_HEAD = 1000
"""Characters in which a page or an XML document says what it is."""


class Kind(StrEnum):
    """What a report is written as."""

    JSON = "JSON"
    HTML = "HTML"
    XML = "JUnit XML"


class Refused(Exception):
    """A report may not or cannot be written there; the text says why."""


class _Claims:
    """What this process has claimed."""

    paths: ClassVar[set[Path]] = set()
    stdout: int | None = None
    """The standard output, once a report has it for itself."""


def is_claimed(path: Path) -> bool:
    """Has a file been claimed by this process?"""
    return path in _Claims.paths


def claim(path: Path, kind: Kind, spared: Iterable[Path] = ()) -> None:
    """Make sure that a report may and can be written to a file, `-` for standard output.

    A file of another kind is not replaced, nor is anything written to folders that are `spared`, or
    in place of files that are. Raises Refused.
    """
    try:
        there = None if path == STDOUT else _status(path)
        if path == STDOUT:
            _keep_stdout()
        elif there is not None and not stat.S_ISREG(there.st_mode):
            _claim_other(path, there)
        else:
            _claim_file(path, there, kind, spared)
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror or error}") from error
    _Claims.paths.add(path)


def write(path: Path, text: str) -> None:
    """Write a report to where it has been claimed. Raises Refused if that fails after all."""
    try:
        if path == STDOUT:
            assert _Claims.stdout is not None
            _write_all(os.dup(_Claims.stdout), text)
            return
        there = _status(path)
        if there is None or stat.S_ISREG(there.st_mode):
            write_whole(_place(path), text)
        else:
            # A pipe that nobody reads says so, and does not keep us.
            descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
            if hasattr(os, "O_NONBLOCK"):
                os.set_blocking(descriptor, True)
            _write_all(descriptor, text)
    except OSError as error:
        raise Refused(f"could not write {path}: {error.strerror or error}") from error


def _status(path: Path) -> os.stat_result | None:
    """Return what there is, a link followed; None if there is nothing yet."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _place(path: Path) -> Path:
    """Return the file that a link leads to, so that it is not the link that is replaced."""
    return Path(os.path.realpath(path))


def _claim_other(path: Path, there: os.stat_result) -> None:
    if stat.S_ISDIR(there.st_mode):
        raise Refused(f"cannot write {path}: it is a folder")
    if stat.S_ISSOCK(there.st_mode) or not os.access(path, os.W_OK):
        raise Refused(f"cannot write {path}: it cannot be opened for that")


def _claim_file(
    path: Path, there: os.stat_result | None, kind: Kind, spared: Iterable[Path]
) -> None:
    place = _place(path)
    for each in spared:
        if place == _place(each):
            raise Refused(f"will not write {path}: that is what is to be run")
        if place.is_relative_to(_place(each)):
            raise Refused(f"will not write {path}: {each.name} is a folder for answers")
    if not place.parent.is_dir():
        raise Refused(f"cannot write {path}: there is no such folder")
    if there is not None:
        if not there.st_mode & 0o222 or not os.access(place, os.W_OK):
            raise Refused(f"cannot write {path}: it is read-only")
        if there.st_size and not _is_report(place, there.st_size, kind):
            raise Refused(f"will not replace {path}: it is no {kind} report of this kit")
    descriptor, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    os.close(descriptor)
    os.unlink(name)


def _is_report(place: Path, size: int, kind: Kind) -> bool:
    if size > _LARGEST:
        return False
    text = place.read_text("utf-8", "replace")
    if kind is Kind.HTML:
        return GENERATOR in text[:_HEAD]
    if kind is Kind.XML:
        return "<testsuites" in text[:_HEAD]
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and {"version", "python", "platform"} <= document.keys()


def _keep_stdout() -> None:
    """Keep standard output for the report: whatever else is printed goes to standard error."""
    if _Claims.stdout is not None:
        raise Refused("only one report can go to standard output")
    _Claims.stdout = os.dup(1)
    os.dup2(2, 1)


def _write_all(descriptor: int, text: str) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(text.encode("utf-8", "replace"))
