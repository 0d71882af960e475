"""A warm, single-threaded process that forks a warden for each job, as many at a time as asked.

Forking a process that has imported everything costs 2 ms, an interpreter start 40. It speaks
over a socket pair: a job is a length and a pickle (from the examiner, so to be trusted), a
report a length and JSON. When the other end closes, everything below this process is ended.
"""

import contextlib
import hashlib  # noqa: F401  # labels want it: who forks while a thread imports it gets a stuck child
import json
import os
import pickle
import selectors
import shutil
import signal
import socket
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from examiner.facts.job import Job
from examiner.supervisor import tree, warden
from examiner.supervisor.linux import procfs
from examiner.supervisor.logbook import Logbook
from examiner.supervisor.wire import LENGTH, messages

LAST_ORDERS = 8.0
"""Seconds that wardens get to end their trees when the examiner has gone."""

_STRAY_LOOK = 0.2
"""Seconds between two looks at wardens that are stuck."""

WARDEN_GRACE = 3.0
"""Seconds beyond its trial's limit that a warden gets to end the trial and to report."""


@dataclass
class _Running:
    job: Job
    folder: str
    pid: int
    pipe: int
    limit: float
    """When, by the monotonic clock, the warden itself counts as stuck."""
    received: bytearray = field(default_factory=bytearray)


class Server:
    """Forks wardens, relays their reports."""

    def __init__(self, control: socket.socket, slots: int, root: str) -> None:
        """Run at most `slots` trials at a time, in folders below `root`."""
        self.control = control
        self.slots = slots
        self.root = root
        self.started = 0
        self.waiting: deque[Job] = deque()
        self.running: dict[int, _Running] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ)
        self._received = bytearray()
        self.alive_end, self.alive_hold = os.pipe()

    def run(self) -> None:
        """Serve until the examiner closes its end, then end everything."""
        tree.become_subreaper()
        try:
            while self._serve():
                pass
        finally:
            self._close()

    def _serve(self) -> bool:
        while self.waiting and len(self.running) < self.slots:
            self._start(self.waiting.popleft())
        for running in self.running.values():
            if time.monotonic() > running.limit:
                os.kill(running.pid, signal.SIGKILL)  # an answer may have stopped it
        for key, _ in self.selector.select(_STRAY_LOOK):
            if key.fileobj is self.control:
                if not self._receive():
                    return False
            else:
                self._relay(self.running[key.fd])
        return True

    def _receive(self) -> bool:
        try:
            data = self.control.recv(1 << 16)
        except ConnectionError:
            return False
        self._received += data
        self.waiting += map(pickle.loads, messages(self._received))
        return bool(data)

    def _start(self, job: Job) -> None:
        # A short name: the path of a socket below it must fit into some 100 characters.
        folder = os.path.join(self.root, str(self.started))
        self.started += 1
        read_end, write_end = os.pipe()
        pid = os.fork()
        if pid == 0:
            self.control.close()
            os.close(self.alive_hold)
            os.close(read_end)
            for other in self.running:
                os.close(other)
            warden.main(job, folder, self.alive_end, write_end)
        os.close(write_end)
        limit = time.monotonic() + job.limits.wall + WARDEN_GRACE
        self.running[read_end] = _Running(job, folder, pid, read_end, limit)
        self.selector.register(read_end, selectors.EVENT_READ)

    def _relay(self, running: _Running) -> None:
        data = os.read(running.pipe, 1 << 20)
        if data:
            running.received += data
            return
        self.selector.unregister(running.pipe)
        os.close(running.pipe)
        del self.running[running.pipe]
        with contextlib.suppress(ChildProcessError):
            os.waitpid(running.pid, 0)
        report = bytes(running.received) or self._after_a_killed_warden(running)
        with contextlib.suppress(ConnectionError):  # the examiner has gone: the next look ends us
            self.control.sendall(LENGTH.pack(len(report)) + report)

    def _after_a_killed_warden(self, running: _Running) -> bytes:
        self._end_strays()
        log = Logbook(running.folder)
        left = tree.sweep(running.folder, running.job.id, log.read())
        report: dict[str, Any] = {"id": running.job.id, "ending": "killed-warden", "left": left}
        return json.dumps(report).encode()

    def _end_strays(self) -> None:
        """End every child of ours that is no warden: orphans that came to us from a killed one."""
        wardens = {running.pid for running in self.running.values()}
        limit = time.monotonic() + tree.ENDING
        while time.monotonic() < limit:
            family = procfs.family(os.getpid())
            strays = [pid for pid in family if not _below_any(pid, wardens, family)]
            if not strays:
                break
            for pid in strays:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self._reap(wardens)
            time.sleep(0.002)
        self._reap(wardens)

    def _reap(self, wardens: set[int]) -> None:
        """Collect the exit codes of all dead children that are no wardens."""
        for name in os.listdir("/proc") if procfs.available() else ():
            if (
                name.isdigit()
                and int(name) not in wardens
                and procfs.parent(int(name)) == os.getpid()
            ):
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(int(name), os.WNOHANG)

    def _close(self) -> None:
        os.close(self.alive_hold)  # wardens see it, end their trees, and exit
        limit = time.monotonic() + LAST_ORDERS
        while self.running and time.monotonic() < limit:
            for descriptor, running in list(self.running.items()):
                ended, _ = os.waitpid(running.pid, os.WNOHANG)
                if ended:
                    del self.running[descriptor]
            time.sleep(0.002)
        self.running.clear()
        self._end_strays()
        shutil.rmtree(self.root, ignore_errors=True)


def _below_any(pid: int, ancestors: set[int], parents: dict[int, int]) -> bool:
    while pid not in ancestors:
        if pid not in parents:
            return False
        pid = parents[pid]
    return True


def main(descriptor: int, slots: int, root: str) -> None:
    """Serve on an inherited socket."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Server(socket.socket(fileno=descriptor), slots, root).run()
