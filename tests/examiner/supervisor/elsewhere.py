"""Processes where Linux is not: macOS, Windows, and Linux machines whose /proc tells too little.

With psutil it sees all processes of a trial, detached ones too as long as they keep a file of the
trial open or work in its folder, and their CPU time. Without psutil it sees multiprocessing's own.
"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from typing import Any

from examiner.supervisor.system import System, Usage

try:
    import psutil

    psutil.pids()
except (ImportError, LookupError, OSError):  # on Linux it too needs /proc
    psutil = None  # type: ignore[assignment]

_LISTING = 0.15
"""Seconds that a list of all processes is good for: making one takes some milliseconds."""

_CLOCK_STEP = 2.0
"""Seconds by which the time of a process's creation may be off: some systems count it from a boot
time in whole seconds."""

_KILLING = 5.0
"""Seconds to end strays, and for the command that ends a tree where there is no psutil."""


class Elsewhere(System):
    """What can be seen without Linux's /proc."""

    sees_processes = psutil is not None

    def __init__(self, unproved: str) -> None:
        """`unproved` is why nothing can be proved."""
        self.unproved = unproved
        self._known: dict[int, float] = {}
        """Processes that were seen below us → when they were created: a pid can come again."""
        self._folder = ""
        self._since = time.time()
        self._listed: dict[int, int] = {}
        self._listed_at = 0.0

    def adopt_orphans(self, folder: str) -> None:
        """Know orphans by the files that they have open in a folder, or by working in it."""
        self._folder = os.path.realpath(folder)

    def started(self, pid: int) -> int | None:
        """Return when a process was started, in hundredths of a second."""
        with _vanishing():
            if psutil is not None and not _is_zombie(pid):
                return int(psutil.Process(pid).create_time() * 100)
        return None

    def below(self, root: int) -> dict[int, int]:
        """Return pid → parent of the living processes below `root`, and of those that were once."""
        if psutil is None:
            return {}
        found = {}
        with _vanishing():
            for process in psutil.Process(root).children(recursive=True):
                with _vanishing():
                    found[process.pid] = process.ppid()
                    self._known.setdefault(process.pid, process.create_time())
        found |= {pid: root for pid in self._strays(found) if pid not in found}
        found |= {pid: root for pid in self._detached() if pid not in found}
        self._listed, self._listed_at = found, time.monotonic()
        return {pid: parent for pid, parent in found.items() if not _is_zombie(pid)}

    def quickly_below(self, root: int) -> set[int]:
        """Return the same pids, as they were a moment ago."""
        if time.monotonic() - self._listed_at > _LISTING:
            return set(self.below(root))
        return {pid for pid in self._listed if not _is_zombie(pid)}

    def end_strays(self, folder: str) -> None:
        """End what works in a folder; without psutil it lives on."""
        if psutil is None:
            return
        self.adopt_orphans(folder)
        self._since = 0.0
        limit = time.monotonic() + _KILLING
        while (strays := list(self._strays({}))) and time.monotonic() < limit:
            self.kill(strays)

    def _strays(self, found: dict[int, int]) -> Iterator[int]:
        """Yield processes that have come up since, are below nobody of ours, and work here."""
        ours = {*found, os.getpid()}
        for process in psutil.process_iter(["pid", "ppid", "create_time"]):
            about = process.info
            is_new = (about["create_time"] or 0.0) >= self._since - _CLOCK_STEP
            is_stray = is_new and about["pid"] not in ours and about["ppid"] not in ours
            if is_stray and self._works_here(process):
                self._known.setdefault(about["pid"], about["create_time"])
                yield about["pid"]

    def _works_here(self, process: Any) -> bool:
        with _vanishing():
            places = [process.cwd(), *(file.path for file in process.open_files())]
            return any(place.startswith(self._folder + os.sep) for place in places if place)
        return False

    def _detached(self) -> Iterator[int]:
        """Yield those that have been seen here before and live on, whoever their parent is now."""
        for pid, created in list(self._known.items()):
            alive = False
            with _vanishing():
                alive = psutil.Process(pid).create_time() == created
            if alive:
                yield pid
            else:
                del self._known[pid]

    def usage(self, pid: int) -> dict[int, Usage]:
        """Return the CPU time of all threads together; what they missed is not known."""
        with _vanishing():
            if psutil is not None:
                times = psutil.Process(pid).cpu_times()
                return {pid: Usage(times.user + times.system, 0.0)}
        return {}

    def memory(self, pids: set[int], limit: int) -> int:
        """Return the bytes of memory of some processes; shared pages count for each of them."""
        total = 0
        for pid in pids if psutil is not None else ():
            with _vanishing():
                total += psutil.Process(pid).memory_info().rss
        return total if total <= limit else self._own_memory(pids)

    def _own_memory(self, pids: set[int]) -> int:
        total = 0
        for pid in pids:
            with _vanishing():
                total += psutil.Process(pid).memory_full_info().uss
        return total

    def is_stopped(self, pid: int) -> bool:
        """Is a process stopped?"""
        with _vanishing():
            return psutil is not None and psutil.Process(pid).status() == psutil.STATUS_STOPPED
        return False

    def dead_children(self, parent: int) -> list[int]:
        """Return the children of a process that have ended and that it has not noticed yet."""
        found: list[int] = []
        with _vanishing():
            if psutil is not None:
                children = psutil.Process(parent).children()
                found = [child.pid for child in children if _is_zombie(child.pid)]
        return found

    def kill(self, pids: Iterable[int]) -> None:
        """End processes, and on Windows without psutil what is below them."""
        for pid in pids:
            if os.name == "posix":
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)
            elif psutil is not None:
                with _vanishing():
                    psutil.Process(pid).kill()
            else:
                command = ["taskkill", "/F", "/T", "/PID", str(pid)]
                subprocess.run(command, capture_output=True, check=False, timeout=_KILLING)


@contextlib.contextmanager
def _vanishing() -> Iterator[None]:
    """Let a process be gone, or be somebody else's by now."""
    gone: tuple[Any, ...] = (psutil.Error,) if psutil is not None else ()
    with contextlib.suppress(*gone, OSError):
        yield


def _is_zombie(pid: int) -> bool:
    with _vanishing():
        return bool(psutil.Process(pid).status() == psutil.STATUS_ZOMBIE)
    return True
