"""Trials without fork, as on Windows: wardens and first processes are interpreters of their own.

Slower than the server's forks by two interpreter starts a trial, and otherwise the same.
"""

import contextlib
import json
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examiner.facts import signals
from examiner.facts.endings import Ending
from examiner.facts.files import write_whole
from examiner.facts.job import Job
from examiner.supervisor import runs
from examiner.supervisor.here import system_here
from examiner.supervisor.tree import sweep_unwatched
from examiner.supervisor.wire import LENGTH, failed, is_report, unreported

LOOK = 0.01
"""Seconds between two looks whether a warden is done."""

JOB, REPORT, WORK = "job", "report", "w"
"""Of a trial's folder: what is to be done, what is reported, where it is done."""

CLOSING = 10.0
"""Seconds that wardens get to end their trees."""

_BOOT = (
    "import sys; sys.path[:] = {path!r}; "
    "from examiner.supervisor import fresh; fresh.{main}({folder!r})"
)


@dataclass(frozen=True)
class _Running:
    folder: Path
    warden: subprocess.Popen[bytes]
    limit: float
    """When, by the monotonic clock, the warden itself counts as stuck."""

    @property
    def report(self) -> Path:
        """Where the warden puts its report."""
        return self.folder / REPORT

    def is_done(self) -> bool:
        """Is there a report, or none to come?"""
        return self.report.exists() or self.warden.poll() is not None


class FreshWardens:
    """Starts wardens as subprocesses, a limited number at a time."""

    def __init__(self, slots: int, environment: dict[str, str], root: str) -> None:
        """Trials' files go below the folder `root`, which `close` removes."""
        self._slots = slots
        self._environment = environment
        self._root = Path(root)
        self._waiting: deque[tuple[Job, bytes]] = deque()
        self._running: dict[str, _Running] = {}
        self._submitted: set[str] = set()
        self._started = 0
        self._system = system_here(portable=True)

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        self._waiting.append((job, pickle.dumps(job)))
        self._submitted.add(job.id)
        self._fill()

    def has(self, job: Job) -> bool:
        """Was this trial submitted here?"""
        return job.id in self._submitted

    def result(self, job: Job, meanwhile: Callable[[], None]) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        stuck: Ending | None = None
        while not (job.id in self._running and self._running[job.id].is_done()) and not stuck:
            self._fill()
            time.sleep(LOOK)
            meanwhile()
            stuck = self._stuck(job)
        self._submitted.remove(job.id)
        running = self._running.pop(job.id)
        data = running.report.read_bytes() if running.report.exists() else b""
        _end([running.warden])
        if is_report(data, job.id):
            found: dict[str, Any] = json.loads(data)
        else:
            found = self._without_a_report(job, running, stuck, silent=not data)
        shutil.rmtree(running.folder, ignore_errors=True)
        return found

    def has_report(self, job: Job) -> bool:
        """Has a trial been reported?"""
        self._fill()
        return job.id in self._running and self._running[job.id].is_done()

    def _stuck(self, job: Job) -> Ending | None:
        """End a warden that takes far too long; return what has been made of that."""
        running = self._running.get(job.id)
        if running is None or time.monotonic() < running.limit:
            return None
        stopped = self._system.is_stopped(running.warden.pid)
        running.warden.kill()
        running.warden.wait()
        return Ending.STOPPED_WARDEN if stopped else Ending.DEADLINE

    def _without_a_report(
        self, job: Job, running: _Running, stuck: Ending | None, *, silent: bool
    ) -> dict[str, Any]:
        """End what a warden has left that could not report, and report why."""
        self._system.end_strays(str(running.folder))
        left = sweep_unwatched(self._system, str(running.folder / WORK), job.id)
        code = running.warden.returncode or 0
        killed = silent and code < 0
        return unreported(job, stuck, killed=killed, how=f"exit code {code}") | {"left": left}

    def _fill(self) -> None:
        busy = sum(not running.is_done() for running in self._running.values())
        while self._waiting and busy < self._slots:
            job, data = self._waiting.popleft()
            self._running[job.id] = self._start(job, data)
            busy += 1

    def _start(self, job: Job, data: bytes) -> _Running:
        folder = self._root / str(self._started)
        self._started += 1
        warden = subprocess.Popen(
            interpreter("run_warden", str(folder)),
            stdin=subprocess.PIPE,  # its end is the sign that the examiner has gone
            env=self._environment,
            start_new_session=True,
        )
        assert warden.stdin is not None
        with contextlib.suppress(OSError):  # it has ended: the next look sees that
            warden.stdin.write(LENGTH.pack(len(data)) + data)
            warden.stdin.flush()
        limit = time.monotonic() + job.limits.wall + job.limits.grace
        return _Running(folder, warden, limit)

    def close(self) -> None:
        """End whatever still runs."""
        self._waiting.clear()
        self._submitted.clear()
        _end([running.warden for running in self._running.values()])
        self._running.clear()
        shutil.rmtree(self._root, ignore_errors=True)


def _end(wardens: list[subprocess.Popen[bytes]]) -> None:
    """Close the inputs of wardens, which ends those that still run, and wait for all."""
    for warden in wardens:
        assert warden.stdin is not None
        with contextlib.suppress(OSError):  # it has ended before it had read everything
            warden.stdin.close()
    for warden in wardens:
        with contextlib.suppress(subprocess.TimeoutExpired):
            warden.wait(CLOSING)


def interpreter(main: str, folder: str) -> list[str]:
    """Return the command that runs one of this module's functions in an interpreter of its own."""
    boot = _BOOT.format(path=sys.path, main=main, folder=folder)
    return [sys.executable, "-P", "-S", "-s", "-c", boot]


def run_warden(folder: str) -> None:
    """Be the warden of a trial in a new folder; the trial comes over standard input.

    When that ends, the report has been read, or the examiner has gone: the folder is removed.
    """
    signals.heed_children()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        os.makedirs(folder)
        Path(folder, JOB).write_bytes(_received())
        alive = _alive()
        write_whole(Path(folder, REPORT), json.dumps(_report(folder, alive)))
        alive.recv(1)
    except InterruptedError:
        pass
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        with contextlib.suppress(OSError):  # another warden is at it
            runs.remove_if_dead(os.path.dirname(folder))


def _report(folder: str, alive: socket.socket) -> dict[str, Any]:
    from examiner.supervisor import warden

    job, command = _job(folder), interpreter("run_play", folder)
    try:
        return warden.supervise(job, os.path.join(folder, WORK), alive.fileno(), command)
    except InterruptedError:
        raise
    except BaseException:  # noqa: BLE001 - the kit's own failure must be seen, not lost
        return failed(job.id, "the process that watches a trial failed")


def _received() -> bytes:
    """Return the job that standard input brings; InterruptedError if the examiner has gone."""
    head = sys.stdin.buffer.read(LENGTH.size)
    size = LENGTH.unpack(head)[0] if len(head) == LENGTH.size else 0
    data = sys.stdin.buffer.read(size)
    if not size or len(data) < size:
        raise InterruptedError
    return data


def _alive() -> socket.socket:
    """Return what becomes readable when standard input ends; a socket, as Windows wants it."""
    ours, theirs = socket.socketpair()

    def wait() -> None:
        os.read(sys.stdin.fileno(), 1)
        theirs.close()

    threading.Thread(target=wait, daemon=True).start()
    return ours


def run_play(folder: str) -> None:
    """Be the first process of the trial in a folder."""
    signals.begin_anew()
    from examiner.supervisor import warden

    warden.play_limited(_job(folder), os.path.join(folder, WORK))


def _job(folder: str) -> Job:
    job: Job = pickle.loads(Path(folder, JOB).read_bytes())
    return job
