"""The examiner's end: submits jobs, waits for reports, and ends everything when it closes."""

import json
import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

from examiner.supervisor.fresh import FreshWardens
from examiner.supervisor.job import Job
from examiner.supervisor.wire import LENGTH, messages

PARALLEL = 10
"""Trials at a time: they mostly wait, so more than the cores; too many would only starve each
other."""

CLOSING = 10.0
"""Seconds that the server gets to end what still runs."""

_PACKAGES = Path(__file__).resolve().parents[2]

_BOOT = """
import sys
sys.dont_write_bytecode = False
sys.path[:] = {path!r}
from examiner.supervisor.server import main
sys.dont_write_bytecode = True
main({descriptor}, {slots})
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
        self._socket, theirs = socket.socketpair()
        self._reports: dict[str, dict[str, Any]] = {}
        self._received = bytearray()
        with theirs:
            boot = _BOOT.format(
                path=[str(_PACKAGES), *sys.path], descriptor=theirs.fileno(), slots=slots
            )
            self._server = subprocess.Popen(
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
            data = self._socket.recv(1 << 20)
            if not data:
                raise ServerGone(_GONE)
            self._received += data
            self._sort()
        return self._reports.pop(job.id)

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


def _environment() -> dict[str, str]:
    """Return an environment in which Python behaves as documented, whatever the user has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}
