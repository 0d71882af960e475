"""What controlled threads say, and what is known of them by it."""

import contextlib
import json
import os
import select
import selectors
import signal
import socket
import struct
import time
from typing import Any

from examiner.facts.control import Ask, Flag
from examiner.supervisor.control.entities import Controlled, Entity, State
from examiner.supervisor.control.names import Names
from examiner.supervisor.control.points import Operation
from examiner.supervisor.system import System

STUCK = 0.4
"""Seconds without a word after which it is looked at what those do who run."""

COMPUTING = 4.0
"""CPU seconds without a word after which whoever runs counts as computing: a busy machine lets it
wait."""

SILENT = 6.0
"""Seconds without a word after which whoever runs counts as busy with something else."""

LAUNCHING = 20.0
"""Seconds that an interpreter gets to start."""

REAPING = 2.0
"""Seconds that a forkserver gets to notice that a child has ended."""

HANDLING = 1.0
"""Seconds that a signal's handler gets to be heard of."""

GLANCE = 0.002
"""Seconds between two glances at who may have ended, where nothing tells of it."""

LOOK_AFTER = 100
"""Steps after which it is looked whether to end."""

FEEDER_THREAD = "QueueFeederThread"
"""What multiprocessing calls the threads that bring items into pipes."""

_PATIENCE = struct.pack("ll", 0, int(STUCK / 2 * 1e6))
"""How long is listened to one channel, as the system wants it."""

_HARMLESS = (signal.SIGCHLD, signal.SIGCONT, signal.SIGSTOP)
"""Signals that end nobody, and that are not waited for."""


_decoded = json.JSONDecoder().raw_decode
"""json.loads would look for the encoding first, and for what comes after."""


class Hearing:
    """Listens to all threads of a run, and keeps what is known of each."""

    def __init__(
        self, address: str, system: System, alive: int | None = None, wall: float | None = None
    ) -> None:
        """Listen at an address; the first process is expected.

        `alive` is a descriptor that becomes readable when everything shall end; it shall too after
        `wall` seconds.
        """
        self._alive = alive
        self._limit = None if wall is None else time.monotonic() + wall
        self._settled = 0
        self.entities: dict[str, Entity] = {}
        self.processes: dict[int, Controlled] = {}
        """pid → those that live."""
        self.names = Names()
        self.notes: list[str] = []
        self.raised: list[tuple[str, str]] = []
        """Who has raised what, that nobody caught."""
        self.failures: list[str] = []
        """Faults of our own, with where they were met."""
        self.now = 0.0
        self._system = system
        self._started_programs = self._set_timers = False
        self._gone: set[int] = set()
        self._served: set[int] = set()
        """Children of a forkserver."""
        self._expected = {"0"}
        self._roles: dict[str, str] = {}
        """Thread → what the program calls it."""
        self._killed: list[tuple[int, int]] = []
        self._asked_before = 0
        """The number of what the target of the last signal wanted before it was sent."""
        self._buffers: dict[socket.socket, bytes] = {}
        self._speakers: dict[socket.socket, Entity] = {}
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(address)
        self._listener.listen(128)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)

    def close(self) -> None:
        """Stop listening: whoever still asks is answered no more, and ends."""
        for channel in self._buffers:
            channel.close()
        for process in self.processes.values():
            if process.end >= 0:
                os.close(process.end)
        self._listener.close()
        self._selector.close()

    def is_gone(self, pid: int) -> bool:
        """Has a process of the run ended?"""
        return pid in self._gone

    def living(self) -> list[Entity]:
        """Return all that have not ended."""
        return [e for e in self.entities.values() if e.state is not State.DEAD]

    def has_had_strangers(self) -> bool:
        """Was there ever, so that something may have come by itself?"""
        return self._set_timers or self._started_programs

    def has_strangers(self) -> bool:
        """Is there something that goes on by itself: a timer, a program that was started?"""
        return self._set_timers or (self._started_programs and self._run_programs())

    def _run_programs(self) -> bool:
        return any(
            pid not in self.processes and not self._system.is_resource_tracker(pid)
            for pid in self._system.below(os.getpid())
        )

    def settle(self) -> None:
        """Listen until nobody runs."""
        heard = time.monotonic()
        used: dict[str, float] = {}  # by whoever runs, when it was looked at first
        self._settled += 1
        if self._settled % LOOK_AFTER == 0:
            self.look_whether_to_end()
        while (running := self._running()) or self._expected or self._killed:
            if self._hear_out(running) or self.listen():
                heard = time.monotonic()
                used.clear()
            if self._killed:
                self._settle_signals()
            silence = time.monotonic() - heard
            if silence > STUCK:
                self.look_whether_to_end()
                self._look_after(silence, used)

    def look_whether_to_end(self) -> None:
        """Raise InterruptedError if everything shall end, and TimeoutError if this run shall."""
        if self._alive is not None and select.select([self._alive], [], [], 0)[0]:
            raise InterruptedError
        if self._limit is not None and time.monotonic() > self._limit:
            raise TimeoutError

    def _hear_out(self, running: list[Entity]) -> bool:
        """Take in what the one who runs says, if that is all that can be heard: the quick way."""
        if len(running) != 1 or self._expected or self._killed:
            return False
        channel = running[0].channel
        return channel in self._buffers and self._read(channel)

    def _running(self) -> list[Entity]:
        return [e for e in self.entities.values() if e.state is State.RUNNING]

    def listen(self, seconds: float = STUCK / 2) -> bool:
        """Take in what is said within some seconds; return whether anything was."""
        limit = time.monotonic() + seconds
        while not (events := self._selector.select(self._glance(limit))):
            if self._look_for_ends():
                return True
            if time.monotonic() >= limit:
                return False
        for key, _ in events:
            if key.fileobj is self._listener:
                channel, _ = self._listener.accept()
                channel.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _PATIENCE)
                self._buffers[channel] = b""
                self._selector.register(channel, selectors.EVENT_READ)
            elif isinstance(key.data, Controlled):
                self._died(key.data)
            elif key.fileobj in self._buffers:
                self._read(key.fileobj)
        return True

    def _glance(self, limit: float) -> float:
        """Return for how long can be listened: not long where nothing tells that one has ended."""
        left = max(0.0, limit - time.monotonic())
        return left if all(p.end >= 0 for p in self.processes.values()) else min(left, GLANCE)

    def _look_for_ends(self) -> bool:
        """Look for processes that have ended, where nothing tells of it."""
        looked_for = [process for process in self.processes.values() if process.end < 0]
        ended = [process for process in looked_for if self._system.has_ended(process.pid)]
        for process in ended:
            self._died(process)
        return bool(ended)

    def answer(self, entity: Entity, flag: Flag) -> None:
        """Let an entity go on with what it has asked for."""
        with contextlib.suppress(OSError):  # it has just been killed: that is heard of next
            entity.channel.send(f"{entity.wants.number} {self.now!r} {flag}\n".encode())

    def _read(self, channel: socket.socket) -> bool:
        """Take in what comes on a channel within STUCK / 2 seconds; return whether anything did."""
        try:
            data = channel.recv(1 << 16)
        except BlockingIOError:
            return False
        except ConnectionError:
            data = b""
        if not data:
            self._closed(channel)
            return True
        *lines, self._buffers[channel] = (self._buffers[channel] + data).split(b"\n")
        for line in lines:
            self._understand(channel, *_decoded(line.decode())[0])
        return True

    def _closed(self, channel: socket.socket) -> None:
        self._selector.unregister(channel)
        del self._buffers[channel]
        channel.close()
        entity = self._speakers.pop(channel, None)
        if entity is None or entity.state is State.DEAD or entity.wants.kind == "exit":
            return
        # Its process ends, which is told apart in a moment, or the program has closed it.
        if not self._ends_soon(entity.process):
            entity.state = State.OUTSIDE
            self.notes.append(f"{entity.shown} has closed our descriptors")

    def _ends_soon(self, process: Controlled) -> bool:
        if process.pid in self._gone:
            return True
        limit = time.monotonic() + STUCK
        while process.end < 0 and time.monotonic() < limit:
            if self._system.has_ended(process.pid):
                return True
            time.sleep(GLANCE)
        with selectors.DefaultSelector() as only:
            if process.end >= 0:
                only.register(process.end, selectors.EVENT_READ)
            return process.end >= 0 and bool(only.select(STUCK))

    def _understand(self, channel: socket.socket, kind: str, *rest: Any) -> None:
        if kind == "hello":
            self._hello(channel, *rest)
            return
        entity = self._speakers[channel]
        if kind == "ask":
            self._asked(entity, Ask(*rest))
        elif kind == "end":
            touched, now = rest
            self.now = max(self.now, now)
            self._touched(touched)
            self._ended(entity)
        else:
            getattr(self, f"_on_{kind}")(entity, *rest)

    def _hello(self, channel: socket.socket, name: str, pid: int) -> None:
        self._expected.discard(name)
        process = self._process(name, pid)
        entity = Entity(name, channel, process, self._roles.get(name, ""))
        entity.is_launching = True  # until it asks: a spawned one has much to read and to import
        self.entities[name] = self._speakers[channel] = entity

    def _process(self, name: str, pid: int) -> Controlled:
        known = self.processes.get(pid)
        if known is None:
            known = Controlled(name, pid, end=self._system.end_of(pid))
            self.processes[pid] = known
            self.names.call(f"p{pid}", f"process {name}")
            if known.end >= 0:
                self._selector.register(known.end, selectors.EVENT_READ, known)
        return known

    def _on_expect(self, entity: Entity, name: str) -> None:
        entity.is_launching = True
        if name not in self.entities:
            self._expected.add(name)

    def _on_thread(self, entity: Entity, name: str, role: str) -> None:
        entity.is_launching = False
        self._roles[name] = "feeder" if role == FEEDER_THREAD else role
        if name in self.entities:
            self.entities[name].role = self._roles[name]

    def _on_child(self, entity: Entity, name: str, pid: int, method: str) -> None:
        entity.is_launching = False
        if pid not in self._gone:
            try:
                self._process(name, pid)
            except ProcessLookupError:
                self._gone.add(pid)
                self._expected.discard(name)
        if method == "forkserver":
            self._served.add(pid)

    def _on_unborn(self, entity: Entity, name: str) -> None:
        self._expected.discard(name)

    def _on_named(self, entity: Entity, key: str, label: str) -> None:
        self.names.label(key, label)

    def _on_role(self, entity: Entity, role: str) -> None:
        entity.process.role = role

    def _on_raised(self, entity: Entity, text: str) -> None:
        self.raised.append((entity.name, text))

    def _on_failure(self, entity: Entity, trace: str) -> None:
        self.failures.append(f"in {entity.shown}:\n{trace}")

    def _on_pair(self, entity: Entity, one: str, other: str) -> None:
        self.names.join(one, other)

    def _on_connected(self, entity: Entity, listener: str, client: str) -> None:
        self.names.connected(listener, client)

    def _on_accepted(self, entity: Entity, listener: str, server: str) -> None:
        self.names.accepted(listener, server)
        for other in self.entities.values():
            other.keys = frozenset(map(self.names.same, other.keys))
            other.operation = other.operation.at(other.keys)

    def _on_killed(self, entity: Entity, pid: int, number: int) -> None:
        self._killed.append((pid, number))

    def _on_outside(self, entity: Entity, why: str) -> None:
        entity.state = State.OUTSIDE
        self.notes.append(f"{entity.shown} is in {why}")

    def _on_program(self, entity: Entity) -> None:
        self._started_programs = True

    def _on_timer(self, entity: Entity, name: str) -> None:
        self._set_timers = True
        self.notes.append(f"{entity.shown} calls {name}(), which goes by the real clock")

    def _on_note(self, entity: Entity, text: str) -> None:
        self.notes.append(f"{entity.shown}: {text}")

    def _asked(self, entity: Entity, ask: Ask) -> None:
        entity.is_launching = False
        self.now = max(self.now, ask.now)
        if entity.step is not None and ask.outcome:
            entity.step.outcome = ask.outcome
        if ask.touched:
            self._touched(ask.touched)
            entity.has_tried = False
        for key, label in zip(ask.keys, ask.labels, strict=False):
            if label:
                self.names.label(key, label)
        entity.wants = ask
        entity.keys = frozenset([self.names.same(key) for key in ask.keys if key])
        entity.operation = Operation(ask.kind, entity.keys, ask.number, ask.spot)
        entity.is_expired = False
        if ask.is_blocked:
            entity.state = State.WAITING
            if entity.step is not None and not entity.step.outcome:
                entity.step.outcome = "waits"
        else:
            entity.state, entity.has_tried = State.READY, False

    def _touched(self, keys: list[str]) -> None:
        """Let those try again who wait for one of these objects."""
        touched = {self.names.same(key) for key in keys}
        for entity in self.entities.values():
            if entity.state is State.WAITING and entity.keys & touched:
                entity.state = State.READY

    def let_all_try(self) -> None:
        """Let everybody try again who waits for something other than time."""
        for entity in self.entities.values():
            if entity.state is State.WAITING and entity.keys:
                entity.state = State.READY

    def _ended(self, entity: Entity) -> None:
        entity.state = State.DEAD
        if entity.step is not None and not entity.step.outcome:
            entity.step.outcome = "ends"
        self._touched([f"e{entity.name}"])

    def _died(self, process: Controlled) -> None:
        if process.end >= 0:
            self._selector.unregister(process.end)
            os.close(process.end)
        del self.processes[process.pid]
        self._gone.add(process.pid)
        for entity in self.entities.values():
            if entity.process is process and entity.state is not State.DEAD:
                self._ended(entity)
        below = (process.name, f"{process.name}/")
        self._expected -= {e for e in self._expected if e == below[0] or e.startswith(below[1])}
        if process.pid in self._served:
            self._await_reaping(process.pid)
        # The kernel has closed what it held: whoever waits for a pipe or a process looks again.
        for entity in self.entities.values():
            looks = any(k[0] in "in" or k in (f"p{process.pid}", "p*") for k in entity.keys)
            if entity.state is State.WAITING and looks:
                entity.state = State.READY

    @staticmethod
    def _await_reaping(pid: int) -> None:
        """Wait until the forkserver has reaped a child, and so passes its exit code on."""
        limit = time.monotonic() + REAPING
        while time.monotonic() < limit:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.0005)

    def _settle_signals(self) -> None:
        for killed in list(self._killed):
            pid, number = killed
            process = self.processes.get(pid)
            if process is not None and not self._is_deadly(pid, number):
                if self._system.handles(pid, number) and number not in _HARMLESS:
                    self._let_handle(process)
                process = None
            if process is None:
                self._killed.remove(killed)

    def _is_deadly(self, pid: int, number: int) -> bool:
        if number in _HARMLESS:
            return False
        system = self._system
        heeded = system.handles(pid, number) or system.ignores(pid, number)
        return number == signal.SIGKILL or not heeded

    def will_be_signalled(self, pid: int) -> None:
        """Remember what a process wants before a signal is sent to it."""
        process = self.processes.get(pid)
        main = self.entities.get(process.name) if process else None
        self._asked_before = main.wants.number if main else 0

    def _let_handle(self, process: Controlled) -> None:
        """Wait until a handler asks, or its exception has ended what the main thread does."""
        main = self.entities.get(process.name)
        limit = time.monotonic() + HANDLING
        while main is not None and main.state in (State.READY, State.WAITING):
            if main.wants.number != self._asked_before:
                return
            if time.monotonic() > limit:
                self.notes.append(f"{main.shown} was sent a signal that was not heard of again")
                return
            self.listen(HANDLING / 10)

    def _look_after(self, silence: float, used: dict[str, float]) -> None:
        """Nothing has been heard for long: whoever runs does something that is not controlled."""
        if "0" in self._expected and not self._system.below(os.getpid()):
            self._expected.clear()  # it has ended before it could say a word
        if silence > LAUNCHING:
            self.notes += [f"process {name} has not come up" for name in sorted(self._expected)]
            self._expected.clear()
        for entity in self._running():
            if entity.is_launching and silence < LAUNCHING:
                continue
            why = self._occupation(entity, used)
            if not why and silence > SILENT:
                why = "goes on with what is not controlled"
            if why:
                entity.state = State.OUTSIDE
                self.notes.append(f"{entity.shown} {why}")
                self.let_all_try()  # what it has changed meanwhile we do not know

    def _occupation(self, entity: Entity, used: dict[str, float]) -> str:
        """Say what an entity does that is not controlled, `""` if that is not clear yet."""
        pid, system = entity.process.pid, self._system
        place = f" in {entity.step.place}" if entity.step and entity.step.place else ""
        before, asleep = system.usage(pid), not system.wants_cpu(pid)
        with contextlib.suppress(InterruptedError):
            time.sleep(STUCK / 8)
        if asleep and not system.wants_cpu(pid) and system.usage(pid) == before:
            return f"waits for something that is not controlled, after its step{place}"
        total = sum(usage.used for usage in before.values())
        computes = total - used.setdefault(entity.name, total) > COMPUTING
        return f"computes for long, after its step{place}" if computes else ""
