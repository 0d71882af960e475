"""The examiner's end: submits jobs, waits for reports, and ends everything when it closes."""

import contextlib
import json
import os
import pickle
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from examiner.facts.endings import Ending
from examiner.facts.environment import PORTABLE
from examiner.facts.job import Job
from examiner.supervisor import runs, shortages
from examiner.supervisor.fresh import CLOSING, LOOK, FreshWardens
from examiner.supervisor.wire import LENGTH, messages

PARALLEL = 10
"""Trials at a time: they mostly wait, so more than the cores; too many would only starve each
other."""

_PACKAGES = Path(__file__).resolve().parents[2]

_BOOT = """
import sys
import tempfile
import time
sys.dont_write_bytecode = False
sys.path[:] = {path!r}
from examiner.supervisor.server import main
sys.dont_write_bytecode = True
main({descriptor}, {slots}, {root!r})
"""

_KILLED = (
    "the process that runs the trials was killed: by an answer that kills processes which are not "
    "its own, by somebody else, or by the system for want of memory"
)


class ServerGone(RuntimeError):
    """The trial server ended unexpectedly; the text says how."""

    def __init__(self, how: str, *, killed: bool) -> None:
        """`killed` says whether a signal ended it, and not a fault of its own."""
        super().__init__(how)
        self.killed = killed


def _nothing() -> None:
    pass


class Supervisor:
    """Runs trials side by side; a context manager that leaves nothing behind.

    If the process that runs the trials is killed, each trial that had not ended is tried again, on
    its own: whichever kills it then is told from those that ran beside it.
    """

    def __init__(self, slots: int = PARALLEL) -> None:
        """Nothing is started before the first job, unless `start` is called."""
        self._slots = slots
        self._wardens: ForkedWardens | FreshWardens | None = None
        self._submitted: set[str] = set()

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> "ForkedWardens | FreshWardens":
        """Start what runs the trials, so that it is ready when the first one comes.

        Raises Shortage if this machine lacks what they need.
        """
        if self._wardens is None:
            shortages.look_before_a_grade()
            fresh = not hasattr(os, "fork") or os.environ.get(PORTABLE) == "fresh"
            kind = FreshWardens if fresh else ForkedWardens
            self._wardens = kind(self._slots, _environment(), runs.new_folder())
        return self._wardens

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        self._submitted.add(job.id)
        with contextlib.suppress(ServerGone):  # then `result` says so, or tries it again
            self.start().submit(job)

    def result(self, job: Job, meanwhile: Callable[[], None] = _nothing) -> dict[str, Any]:
        """Wait for the report of a submitted trial; `meanwhile` is done when another may be there.

        Raises ServerGone, and LookupError for a job that is not submitted, or no longer.
        """
        if job.id not in self._submitted:
            raise LookupError(f"trial {job.id} was not submitted, or it was called off by a close")
        wardens = self.start()
        try:
            report = wardens.result(job, meanwhile) if wardens.has(job) else self._alone(job)
        except ServerGone as gone:
            if not gone.killed:
                raise
            report = self._alone(job)
        self._submitted.discard(job.id)
        return report

    def has_report(self, job: Job) -> bool:
        """Is the report of a submitted trial there, so that nobody has to wait for it?"""
        try:
            return self._wardens is not None and self._wardens.has_report(job)
        except ServerGone:
            return False  # `result` says so, or tries it again

    def _alone(self, job: Job) -> dict[str, Any]:
        """Run a trial again, or at last, with nothing beside it."""
        if self._slots > 1:
            self._end_wardens()
            self._slots = 1
        try:
            self.start().submit(job)
            return self.start().result(job, _nothing)
        except ServerGone as gone:
            if not gone.killed:
                raise
            self._end_wardens()
            return {"id": job.id, "ending": Ending.KILLED_SERVER}

    def close(self) -> None:
        """End whatever still runs."""
        self._submitted.clear()
        self._end_wardens()

    def _end_wardens(self) -> None:
        if self._wardens is not None:
            self._wardens.close()
            self._wardens = None


class ForkedWardens:
    """The client of a server process, which forks a warden for each trial."""

    def __init__(self, slots: int, environment: dict[str, str], root: str) -> None:
        """Start the server, which removes the folder `root` of its trials when it ends."""
        self._root = root
        self._reports: dict[str, dict[str, Any]] = {}
        self._sent: set[str] = set()
        self._received = bytearray()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `close`
        self._socket, theirs = socket.socketpair()
        self._socket.setblocking(False)
        try:
            with theirs:
                self._server = self._started(theirs, slots, environment)
        except BaseException:  # Ctrl-C as well: without a server nobody else removes the folder
            self._socket.close()
            self._complaints.close()
            shutil.rmtree(self._root, ignore_errors=True)
            raise

    def _started(
        self, theirs: socket.socket, slots: int, environment: dict[str, str]
    ) -> subprocess.Popen[bytes]:
        boot = _BOOT.format(
            path=[str(_PACKAGES), *sys.path],
            descriptor=theirs.fileno(),
            slots=slots,
            root=self._root,
        )
        return subprocess.Popen(
            [sys.executable, "-P", "-S", "-s", "-c", boot],  # -S: 4 ms less an interpreter
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the user's own would be open to whoever runs in a trial
            stderr=self._complaints,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            env=environment,
        )

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        data = pickle.dumps(job)
        unsent = memoryview(LENGTH.pack(len(data)) + data)
        while unsent:
            # The server may be at a report: who only wrote, and it too, would both wait for ever.
            readable, writable, _ = select.select([self._socket], [self._socket], [])
            if readable:
                self._receive()
            if writable:
                unsent = unsent[self._send(unsent) :]
        self._sent.add(job.id)

    def has(self, job: Job) -> bool:
        """Was this trial submitted here?"""
        return job.id in self._sent

    def result(self, job: Job, meanwhile: Callable[[], None]) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        while job.id not in self._reports:
            select.select([self._socket], [], [])
            self._receive()
            meanwhile()
        return self._reports.pop(job.id)

    def has_report(self, job: Job) -> bool:
        """Has the report of a trial come?"""
        while job.id not in self._reports and select.select([self._socket], [], [], 0)[0]:
            self._receive()
        return job.id in self._reports

    def _send(self, data: memoryview) -> int:
        try:
            return self._socket.send(data)
        except BlockingIOError:
            return 0
        except ConnectionError as error:
            raise self._gone() from error

    def _receive(self) -> None:
        """Take in what has come, and sort the reports that are whole."""
        try:
            data = self._socket.recv(1 << 20)
        except ConnectionError:
            data = b""
        if not data:
            raise self._gone()
        self._received += data
        for message in messages(self._received):
            report = json.loads(message)
            self._reports[report["id"]] = report

    def _gone(self) -> ServerGone:
        """Return in words how the server came to its end."""
        try:
            code = self._server.wait(CLOSING)
        except subprocess.TimeoutExpired:
            return ServerGone("the process that runs the trials has closed its end", killed=False)
        if code == -getattr(signal, "SIGKILL", 9):
            return ServerGone(_KILLED, killed=True)
        self._complaints.seek(0)
        said = self._complaints.read().decode("utf-8", "replace").strip()
        how = f"the process that runs the trials ended with exit code {code}"
        return ServerGone(f"{how}\n{said}", killed=False)

    def close(self) -> None:
        """End the server and whatever it still runs."""
        self._socket.close()
        try:
            self._server.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._complaints.close()
        self._remove_files()

    def _remove_files(self) -> None:
        """Remove what is left of the trials, should the server not have been able to."""
        limit = time.monotonic() + CLOSING
        while os.path.exists(self._root) and time.monotonic() < limit:
            with contextlib.suppress(FileNotFoundError):  # a warden is at it too
                runs.remove(self._root)
            time.sleep(LOOK)


def _environment() -> dict[str, str]:
    """Return an environment in which Python behaves as documented, whatever the user has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}
