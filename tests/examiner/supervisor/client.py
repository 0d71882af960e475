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

from examiner.supervisor.job import Job
from examiner.supervisor.server import LENGTH

PARALLEL = 6
"""Trials at a time: they mostly wait, so more than the cores; too many would only starve each other."""

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


class ServerGone(RuntimeError):
    """The trial server ended unexpectedly."""


class Supervisor:
    """Runs trials side by side in a server process; a context manager that leaves nothing behind."""

    def __init__(self, slots: int = PARALLEL) -> None:
        """The server starts with the first job."""
        self._slots = slots
        self._server: subprocess.Popen[bytes] | None = None
        self._socket: socket.socket | None = None
        self._reports: dict[str, dict[str, Any]] = {}
        self._received = bytearray()

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def submit(self, job: Job) -> None:
        """Queue a trial."""
        data = pickle.dumps(job)
        self._channel().sendall(LENGTH.pack(len(data)) + data)

    def result(self, job: Job) -> dict[str, Any]:
        """Wait for the report of a submitted trial."""
        while job.id not in self._reports:
            data = self._channel().recv(1 << 20)
            if not data:
                raise ServerGone("the process that runs the trials was killed")
            self._received += data
            self._sort()
        return self._reports.pop(job.id)

    def close(self) -> None:
        """End the server and whatever it still runs."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._server is not None:
            try:
                self._server.wait(CLOSING)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
            self._server = None

    def _channel(self) -> socket.socket:
        if self._socket is None:
            self._start()
        assert self._socket is not None
        return self._socket

    def _start(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            boot = _BOOT.format(
                path=[str(_PACKAGES), *sys.path], descriptor=theirs.fileno(), slots=self._slots
            )
            self._server = subprocess.Popen(
                [sys.executable, "-P", "-S", "-s", "-c", boot],  # -S: 4 ms less an interpreter
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
                env=_environment(),
            )
        self._socket = ours

    def _sort(self) -> None:
        while len(self._received) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._received)
            end = LENGTH.size + length
            if len(self._received) < end:
                return
            report = json.loads(self._received[LENGTH.size : end])
            self._reports[report["id"]] = report
            del self._received[:end]


def _environment() -> dict[str, str]:
    """Return an environment in which Python behaves as documented, whatever the user has set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"PYTHONDONTWRITEBYTECODE": "1"}
