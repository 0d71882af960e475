"""Trials without fork, as on Windows: wardens and first processes are interpreters of their own.

Slower than the server's forks by two interpreter starts a trial, and otherwise the same.
"""

import contextlib
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any

from examiner.facts.endings import Ending
from examiner.facts.files import write_whole
from examiner.facts.job import Job
from examiner.supervisor.here import system_here
from examiner.supervisor.wire import failed, is_report, unreported

LOOK = 0.01
"""Seconds between two looks whether a warden is done."""

CLOSING = 10.0
"""Seconds that wardens get to end their trees."""

_BOOT = (
    "import sys; sys.path[:] = {path!r}; "
    "from examiner.supervisor import fresh; fresh.{main}({folder!r})"
)


class FreshWardens:
    """Starts wardens as subprocesses, a limited number at a time."""

    def __init__(self, slots: int, environment: dict[str, str]) -> None:
        """Trials' files go below a temporary folder of its own."""
        self._slots = slots
        self._environment = environment
        self._root = Path(tempfile.mkdtemp(prefix="ipc-kata-"))
        self._waiting: deque[Job] = deque()
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._folders: dict[str, Path] = {}
        self._limits: dict[str, float] = {}
        """When, by the monotonic clock, a warden counts as stuck."""
        self._system = system_here(portable=True)

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        folder = self._root / str(len(self._folders))
        folder.mkdir()
        (folder / "job").write_bytes(pickle.dumps(job))
        self._folders[job.id] = folder
        self._waiting.append(job)
        self._fill()

    def has(self, job: Job) -> bool:
        """Was this trial submitted here?"""
        return job.id in self._folders

    def result(self, job: Job) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        report = self._folders[job.id] / "report"
        stuck: Ending | None = None
        while not report.exists() and stuck is None:
            self._fill()
            time.sleep(LOOK)
            if job.id in self._running and self._running[job.id].poll() is not None:
                break
            stuck = self._stuck(job)
        warden = self._running.pop(job.id)
        _released(warden)
        if not report.exists():
            self._system.end_strays(str(self._folders[job.id]))
        data = report.read_bytes() if report.exists() else b""
        shutil.rmtree(self._folders.pop(job.id), ignore_errors=True)
        if is_report(data, job.id):
            found: dict[str, Any] = json.loads(data)
            return found
        killed = not data and (warden.returncode or 0) < 0
        return unreported(job, stuck, killed=killed, how=f"exit code {warden.returncode}")

    def _stuck(self, job: Job) -> Ending | None:
        """End a warden that takes far too long; return what has been made of that."""
        limit = self._limits.get(job.id)
        if limit is None or time.monotonic() < limit:
            return None
        warden = self._running[job.id]
        stopped = self._system.is_stopped(warden.pid)
        warden.kill()
        warden.wait()
        return Ending.STOPPED_WARDEN if stopped else Ending.DEADLINE

    def _fill(self) -> None:
        busy = sum(warden.poll() is None for warden in self._running.values())
        while self._waiting and busy < self._slots:
            job = self._waiting.popleft()
            self._running[job.id] = self._start(self._folders[job.id])
            self._limits[job.id] = time.monotonic() + job.limits.wall + job.limits.grace
            busy += 1

    def _start(self, folder: Path) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            interpreter("run_warden", str(folder)),
            stdin=subprocess.PIPE,  # its end is the sign that the examiner has gone
            env=self._environment,
            start_new_session=True,
        )

    def close(self) -> None:
        """End whatever still runs."""
        self._waiting.clear()
        for warden in self._running.values():
            _released(warden)
        self._running.clear()
        shutil.rmtree(self._root, ignore_errors=True)


def _released(warden: subprocess.Popen[bytes]) -> None:
    """Close a warden's input, which ends it if it still runs, and wait for it."""
    assert warden.stdin is not None
    warden.stdin.close()
    with contextlib.suppress(subprocess.TimeoutExpired):
        warden.wait(CLOSING)


def interpreter(main: str, folder: str) -> list[str]:
    """Return the command that runs one of this module's functions in an interpreter of its own."""
    boot = _BOOT.format(path=sys.path, main=main, folder=folder)
    return [sys.executable, "-P", "-S", "-s", "-c", boot]


def run_warden(folder: str) -> None:
    """Be the warden of the trial in a folder."""
    from examiner.supervisor import warden

    job = _job(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = os.path.join(folder, "w")
    try:
        report = warden.supervise(job, work, sys.stdin.fileno(), interpreter("run_play", folder))
    except InterruptedError:
        return
    except BaseException:  # noqa: BLE001 - the kit's own failure must be seen, not lost
        report = failed(job.id, "the process that watches a trial failed")
    write_whole(Path(folder, "report"), json.dumps(report))


def run_play(folder: str) -> None:
    """Be the first process of the trial in a folder."""
    from examiner.supervisor import warden

    warden.play_limited(_job(folder), os.path.join(folder, "w"))


def _job(folder: str) -> Job:
    job: Job = pickle.loads(Path(folder, "job").read_bytes())
    return job
