"""A warm, single-threaded process that forks a warden for each job, as many at a time as asked.

Forking a process that has imported everything costs 2 ms, an interpreter start 40. It speaks
over a socket pair: a job is a length and a pickle (from the examiner, so to be trusted), a
report a length and JSON. When the other end closes, everything below this process is ended.

Wardens too report over sockets, and learn by one that the examiner has gone: whoever runs in a
trial can open the pipes and files that its parents have open, by their names in /proc, but no
sockets.
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
from dataclasses import dataclass, field
from typing import Any

from examiner.facts import signals
from examiner.facts.endings import Ending
from examiner.facts.job import Job
from examiner.supervisor import runs, tree, warden
from examiner.supervisor.control import steering
from examiner.supervisor.here import system_here
from examiner.supervisor.wire import LENGTH, is_report, messages, unreported

LAST_ORDERS = 8.0
"""Seconds that wardens get to end their trees when the examiner has gone."""

_STRAY_LOOK = 0.2
"""Seconds between two looks at wardens that are stuck."""


@dataclass
class _Running:
    job: Job
    folder: str
    pid: int
    channel: int
    """Where its report comes from."""
    limit: float
    """When, by the monotonic clock, the warden itself counts as stuck."""
    stuck: Ending | None = None
    """What has been made of that."""
    received: bytearray = field(default_factory=bytearray)


class Server:
    """Forks wardens, relays their reports."""

    def __init__(self, control: socket.socket, slots: int, root: str) -> None:
        """Run at most `slots` trials at a time, in folders below `root`."""
        self.control = control
        self.system = system_here()
        self.slots = slots
        self.root = root
        self.started = 0
        self.processors = len(self.system.processors()) or os.cpu_count() or 1
        self.waiting: list[Job] = []
        """In the order in which they are started, as far as that is not held up."""
        self.running: dict[int, _Running] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(control, selectors.EVENT_READ)
        self._received = bytearray()
        self.alive_end, self.alive_hold = _channel()

    def run(self) -> None:
        """Serve until the examiner closes its end, then end everything."""
        self.system.adopt_orphans(self.root)
        steering.prepare()
        try:
            while self._serve():
                pass
        finally:
            self._close()

    def _serve(self) -> bool:
        while job := self._next():
            self._start(job)
        for running in self.running.values():
            if time.monotonic() > running.limit and running.stuck is None:
                stopped = self.system.is_stopped(running.pid)
                running.stuck = Ending.STOPPED_WARDEN if stopped else Ending.DEADLINE
                os.kill(running.pid, signal.SIGKILL)
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
        self.waiting.sort(key=lambda job: job.turn)
        return bool(data)

    def _next(self) -> Job | None:
        """Take the next job that may be started.

        In a trial under control somebody runs all the time, and others only wait: of the former
        there are no more than processors. Some that wait all the time take no place.
        """
        running = [running.job for running in self.running.values()]
        if len(running) - min(sum(job.waits for job in running), self.slots - 1) >= self.slots:
            return None
        steered = sum(job.control is not None for job in running)
        for place, job in enumerate(self.waiting):
            if job.control is None or steered < self.processors:
                return self.waiting.pop(place)
        return None

    def _start(self, job: Job) -> None:
        # A short name: the path of a socket below it must fit into some 100 characters.
        folder = os.path.join(self.root, str(self.started))
        self.started += 1
        read_end, write_end = _channel()
        pid = os.fork()
        if pid == 0:
            self.control.close()
            os.close(self.alive_hold)
            os.close(read_end)
            for other in self.running:
                os.close(other)
            warden.main(job, folder, self.alive_end, write_end)
        os.close(write_end)
        limit = time.monotonic() + job.limits.wall + job.limits.grace
        self.running[read_end] = _Running(job, folder, pid, read_end, limit)
        self.selector.register(read_end, selectors.EVENT_READ)

    def _relay(self, running: _Running) -> None:
        data = _read(running.channel)
        if data:
            running.received += data
            return
        self.selector.unregister(running.channel)
        os.close(running.channel)
        del self.running[running.channel]
        status = 0
        with contextlib.suppress(ChildProcessError):
            _, status = os.waitpid(running.pid, 0)
        report = bytes(running.received)
        if not is_report(report, running.job.id):
            report = json.dumps(self._without_a_report(running, status)).encode()
        with contextlib.suppress(ConnectionError):  # the examiner has gone: the next look ends us
            self.control.sendall(LENGTH.pack(len(report)) + report)

    def _without_a_report(self, running: _Running, status: int) -> dict[str, Any]:
        """End what a warden has left that could not report, and report why."""
        self._end_strays()
        left = tree.sweep_unwatched(self.system, running.folder, running.job.id)
        killed = os.WIFSIGNALED(status)
        how = f"the wait status {status}"
        return unreported(running.job, running.stuck, killed=killed, how=how) | {"left": left}

    def _end_strays(self) -> None:
        """End every child of ours that is no warden: orphans that came to us from a killed one."""
        wardens = {running.pid for running in self.running.values()}
        limit = time.monotonic() + tree.ENDING
        while time.monotonic() < limit:
            family = self.system.below(os.getpid())
            strays = [pid for pid in family if not _below_any(pid, wardens, family)]
            if not strays:
                break
            self.system.kill(strays)
            self._reap(wardens)
            time.sleep(0.002)
        self._reap(wardens)

    def _reap(self, wardens: set[int]) -> None:
        """Collect the exit codes of all dead children that are no wardens."""
        for pid in set(self.system.dead_children(os.getpid())) - wardens:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)

    def _close(self) -> None:
        cut_short = bool(self.running)
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
        if cut_short:  # wardens may have been killed before they could tidy up
            runs.remove(self.root)
        else:
            shutil.rmtree(self.root, ignore_errors=True)


def _channel() -> tuple[int, int]:
    """Return two ends of a socket pair as descriptors: to read from, and to write to."""
    one, two = socket.socketpair()
    return one.detach(), two.detach()


def _read(channel: int) -> bytes:
    try:
        return os.read(channel, 1 << 20)
    except ConnectionError:  # its other end has been killed with something unread
        return b""


def _below_any(pid: int, ancestors: set[int], parents: dict[int, int]) -> bool:
    while pid not in ancestors:
        if pid not in parents:
            return False
        pid = parents[pid]
    return True


def main(descriptor: int, slots: int, root: str) -> None:
    """Serve on an inherited socket."""
    signals.heed_children()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # the examiner's end is ours
        signal.signal(number, signal.SIG_IGN)
    Server(socket.socket(fileno=descriptor), slots, root).run()
