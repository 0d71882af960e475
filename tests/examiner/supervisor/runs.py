"""What belongs to a run of the kit: its temporary folder, its semaphores, its processes.

A run that was killed cannot remove them, so that the next one does. That a run is no more is known
by the number of its process together with the time at which that was started.
"""

import contextlib
import functools
import itertools
import os
import re
import tempfile
import time
from pathlib import Path

from examiner.supervisor.here import system_here
from examiner.supervisor.system import SHARED_MEMORY
from examiner.supervisor.tree import sweep_unwatched

PREFIX = "ipc-kata-"
"""How temporary folders of the kit begin."""

LONGEST_TEMPORARY_FOLDER = 40
"""Characters: multiprocessing adds up to 60 below it. macOS has 49."""

AGE = 60.0
"""Seconds after which something is swept that does not say where its run has its processes."""

_OWNER = "run"
"""Of a run's folder: the file that says which one it is."""

_SEMAPHORE = re.compile(r"sem\.mp-k([0-9a-f]+)([0-9a-f]{6})-")

_STARTED = 1 << 24
"""Of the time of a start only so much is kept: names of semaphores may have 31 characters."""

_numbers = itertools.count()


@functools.cache
def this_run() -> str:
    """Return by what this process is known: hexadecimal digits, the last six for its start."""
    started = system_here().started(os.getpid()) or time.monotonic_ns()
    return f"{os.getpid():x}{started % _STARTED:06x}"


def new_name() -> str:
    """Return a name for a trial, or a program that is run, that no other one has."""
    return f"k{this_run()}-{next(_numbers)}"


def new_folder() -> str:
    """Make a temporary folder for this run, after having removed what dead runs have left.

    The paths of sockets below it must fit into what the system allows, which is 104 to 108
    characters.
    """
    sweep_once()
    usual = tempfile.gettempdir()
    is_short = len(usual) <= LONGEST_TEMPORARY_FOLDER or not os.access("/tmp", os.W_OK)
    folder = tempfile.mkdtemp(prefix=PREFIX, dir=usual if is_short else "/tmp")
    Path(folder, _OWNER).write_text(f"{this_run()}\n{_namespace()}\n", encoding="utf-8")
    return folder


@functools.cache
def sweep_once() -> None:
    """Remove what runs have left that are no more, and end what still lives of them."""
    places = {"/tmp"}
    with contextlib.suppress(OSError):  # there is none: that is said where one is needed
        places.add(tempfile.gettempdir())
    for folder in (folder for place in places for folder in Path(place).glob(f"{PREFIX}*")):
        with contextlib.suppress(OSError):  # another command is at it too
            if _is_ours(folder):
                remove_if_dead(str(folder))
    system_here().end_homeless(PREFIX)
    for path in Path(SHARED_MEMORY).glob("sem.mp-k*"):
        with contextlib.suppress(OSError):
            found = _SEMAPHORE.match(path.name)
            if found and _is_ours(path) and _is_old(path) and _is_dead(found[1] + found[2]):
                path.unlink()


def remove(folder: str) -> None:
    """Remove a run's folder, its semaphores and shared memory, and end its processes."""
    system = system_here()
    system.end_strays(folder)
    names = f"k{_owner(Path(folder))[0]}"
    for entry in list(os.scandir(folder)):
        if entry.is_dir(follow_symlinks=False):
            sweep_unwatched(system, entry.path, names)
    sweep_unwatched(system, folder, names)


def remove_if_dead(folder: str) -> None:
    """Remove a folder of a run that is no more."""
    if _is_of_a_dead_run(Path(folder)):
        remove(folder)


def _is_of_a_dead_run(folder: Path) -> bool:
    run, namespace = _owner(folder)
    if not run:  # killed before it could say
        return _is_old(folder)
    # Elsewhere a process of that number may live that cannot be seen from here.
    return namespace == _namespace() and _is_dead(run)


def _owner(folder: Path) -> tuple[str, str]:
    """Return which run a folder is of, and where its processes are; empty if it is not said."""
    try:
        run, namespace = (folder / _OWNER).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return "", ""
    return (run, namespace) if re.fullmatch(r"[0-9a-f]{7,}", run) else ("", "")


def _is_dead(run: str) -> bool:
    pid, started = int(run[:-6], 16), int(run[-6:], 16)
    if system_here().started(os.getpid()) is None:
        return False  # nothing can be told here
    found = system_here().started(pid)
    return found is None or found % _STARTED != started


def _namespace() -> str:
    """Return in which space of process numbers this one is, `""` where there is but one."""
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


def _is_ours(path: Path) -> bool:
    return not hasattr(os, "getuid") or path.lstat().st_uid == os.getuid()


def _is_old(path: Path) -> bool:
    return time.time() - path.lstat().st_mtime > AGE
