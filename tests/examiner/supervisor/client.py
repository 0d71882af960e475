"""The examiner's end: submits jobs, waits for reports, and ends everything when it closes."""

import contextlib
import json
import os
import pickle
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from examiner.facts.job import Job
from examiner.supervisor.fresh import FreshWardens
from examiner.supervisor.wire import LENGTH, messages

PARALLEL = 10
"""Trials at a time: they mostly wait, so more than the cores; too many would only starve each
other."""

CLOSING = 10.0
"""Seconds that the server gets to end what still runs."""

LONGEST_TEMPORARY_FOLDER = 40
"""Characters: multiprocessing adds up to 60 below it. macOS has 49."""

_LOOK = 0.01
"""Seconds between two tries to remove what wardens without a server are still writing to."""

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


_GONE = "the process that runs the trials was killed"

PORTABLE = "IPC_KATA_PORTABLE"
"""Environment variable, to see on Linux what is seen elsewhere: `1` does without /proc, as macOS
does, `fresh` without fork as well, as Windows does."""


class ServerGone(RuntimeError):
    """The trial server ended unexpectedly."""


class Supervisor:
    """Runs trials side by side; a context manager that leaves nothing behind."""

    def __init__(self, slots: int = PARALLEL) -> None:
        """Nothing is started before the first job, unless `start` is called."""
        self._slots = slots
        self._wardens: ForkedWardens | FreshWardens | None = None

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
        """Start what runs the trials, so that it is ready when the first one comes."""
        if self._wardens is None:
            fresh = not hasattr(os, "fork") or os.environ.get(PORTABLE) == "fresh"
            kind = FreshWardens if fresh else ForkedWardens
            self._wardens = kind(self._slots, _environment())
        return self._wardens

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        self.start().submit(job)

    def result(self, job: Job) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        return self.start().result(job)

    def close(self) -> None:
        """End whatever still runs."""
        if self._wardens is not None:
            self._wardens.close()
            self._wardens = None


class ForkedWardens:
    """The client of a server process, which forks a warden for each trial."""

    def __init__(self, slots: int, environment: dict[str, str]) -> None:
        """Start the server."""
        self._root = tempfile.mkdtemp(prefix="ipc-kata-", dir=_short_temporary_folder())
        self._reports: dict[str, dict[str, Any]] = {}
        self._received = bytearray()
        self._socket, theirs = socket.socketpair()
        try:
            with theirs:
                self._server = self._started(theirs, slots, environment)
        except BaseException:  # Ctrl-C as well: without a server nobody else removes the folder
            self._socket.close()
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
            pass_fds=[theirs.fileno()],
            start_new_session=True,
            env=environment,
        )

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        data = pickle.dumps(job)
        try:
            self._socket.sendall(LENGTH.pack(len(data)) + data)
        except ConnectionError as error:
            raise ServerGone(_GONE) from error

    def result(self, job: Job) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        while job.id not in self._reports:
            data = self._receive()
            if not data:
                raise ServerGone(_GONE)
            self._received += data
            self._sort()
        return self._reports.pop(job.id)

    def _receive(self) -> bytes:
        try:
            return self._socket.recv(1 << 20)
        except ConnectionError:
            return b""

    def _sort(self) -> None:
        for message in messages(self._received):
            report = json.loads(message)
            self._reports[report["id"]] = report

    def close(self) -> None:
        """End the server and whatever it still runs."""
        self._socket.close()
        try:
            self._server.wait(CLOSING)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()
        self._remove_files()

    def _remove_files(self) -> None:
        """Remove what is left of the trials' files, should the server not have been able to."""
        limit = time.monotonic() + CLOSING
        while os.path.exists(self._root) and time.monotonic() < limit:
            with contextlib.suppress(RecursionError):  # thousands of nested folders
                shutil.rmtree(self._root, ignore_errors=True)
            time.sleep(_LOOK)


def _short_temporary_folder() -> str:
    """Return a folder whose sockets' paths fit into what the system allows.

    That is 104 to 108 characters.
    """
    usual = tempfile.gettempdir()
    return (
        usual
        if len(usual) <= LONGEST_TEMPORARY_FOLDER or not os.access("/tmp", os.W_OK)
        else "/tmp"
    )


def _environment() -> dict[str, str]:
    """Return an environment in which Python behaves as documented, whatever the user has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}
