"""What a scene hands to an answer: handlers, sources and items that report, wait or misbehave.

Everything here can be pickled at any time, by any means, and reports from whichever process it
runs in. The amplifiers, which make a race or a loss show every time, all live here:

    Slow       an item whose pickling takes a quiet pause: what is put arrives late
    Poison     an item whose pickling kills the process: a sender that dies half way
    Refusing   the same by an exception
    Witness    an item that tells which process pickled it: who really put it
    Big        an item larger than any pipe: a writer blocks until somebody reads
    looks_late a look at a queue is acted on late: what was seen may be gone
    Gate       holds one step until another has happened: a wrong order deadlocks, nothing is slow
    Quiet      a pause during which every process ought to be asleep: spinning shows
"""

import importlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import connection, queues
from typing import Any

from examiner.labels import label
from examiner.stage import census
from examiner.stage.instrument import error_data, install
from examiner.stage.recorder import recorder

QUIET = 1.01
"""Seconds of a quiet pause: enough to tell a spinning process (1 s of CPU) from a poll (0.004 s),
and to outlast who waits a second and then gives up."""

STARTING = 3.0
"""Seconds that a quiet pause waits at most for the trial's processes to be up and at rest."""

_STILL = 4
"""Looks at the log in a row that must show no change, before everything counts as at rest."""

_LOOK = 0.012
"""Seconds between two such looks."""

IDLE_CALLS_LOGGED = 300
"""Calls of on_idle that a process logs: who calls it without waiting would fill the log."""

_GATE_POLL = 0.01
"""Seconds between two looks of a step that polls; of every gate where there are no FIFOs
(Windows)."""


class Gate:
    """A picklable event: `wait` blocks, without a time limit, until any process calls `open`.

    A FIFO, because multiprocessing's own Event cannot be pickled outside of Process.start.
    """

    def __init__(self, folder: str, name: str) -> None:
        """Name the gate; its files are in the trial's folder."""
        self.folder = folder
        self.name = name
        self._fifo = os.path.join(folder, f"gate-{name}")
        self._mark = self._fifo + "-open"

    def make(self) -> "Gate":
        """Create the gate, closed."""
        if hasattr(os, "mkfifo"):
            os.mkfifo(self._fifo)
        return self

    def open(self) -> None:
        """Let everyone through, now and later."""
        with open(self._mark, "w", encoding="ascii"):
            pass
        recorder(self.folder).log("gate", name=self.name)
        if not hasattr(os, "mkfifo"):
            return
        try:
            descriptor = os.open(self._fifo, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            return  # nobody waits: the mark is enough for those who come later
        os.write(descriptor, b"!")
        os.close(descriptor)

    def is_open(self) -> bool:
        """Has somebody opened the gate?"""
        return os.path.exists(self._mark)

    def wait(self) -> None:
        """Block until the gate is open."""
        if not hasattr(os, "mkfifo"):
            while not self.is_open():
                time.sleep(_GATE_POLL)
            return
        # Hold both ends first, then look at the mark: whoever opens later finds a reader.
        descriptor = os.open(self._fifo, os.O_RDWR)
        try:
            if not self.is_open():
                recorder(self.folder).log("hold", name=self.name)
                os.read(descriptor, 1)
                os.write(descriptor, b"!")  # pass the token on to the next who waits
        finally:
            os.close(descriptor)


class Step:
    """One thing that happens at one item or before a call; the functions below make them."""

    def __init__(self, action: str, gate: Gate | None = None, value: Any = None) -> None:
        """Use the functions below, which name what `gate` and `value` mean."""
        self.action = action
        self.gate = gate
        self.value = value

    def __call__(self, folder: str) -> None:
        """Do it, in the calling process."""
        if self.action == "wait" and self.gate is not None:
            self.gate.wait()
        elif self.action == "poll" and self.gate is not None:
            recorder(folder).log("hold", name=self.gate.name)
            while not self.gate.is_open():
                time.sleep(_GATE_POLL)
        elif self.action == "open" and self.gate is not None:
            self.gate.open()
        elif self.action == "pause":
            time.sleep(self.value)
        elif self.action == "quiet":
            quiet(folder)
        elif self.action == "raise":
            raise self.value
        elif self.action == "stale":
            _act_late_on_looks(self.value)


def waits(gate: Gate) -> Step:
    """Hold until the gate is open."""
    return Step("wait", gate)


def polls(gate: Gate) -> Step:
    """Hold until the gate is open, in timed waits.

    While somebody may yet act, nothing is a deadlock.
    """
    return Step("poll", gate)


def opens(gate: Gate) -> Step:
    """Open the gate."""
    return Step("open", gate)


def pauses(seconds: float) -> Step:
    """Sleep: for exact lower bounds only, never to let something else happen first."""
    return Step("pause", value=seconds)


def rests() -> Step:
    """A quiet pause."""
    return Step("quiet")


def raises(error: BaseException) -> Step:
    """Raise an exception."""
    return Step("raise", value=error)


def looks_late(seconds: float) -> Step:
    """Amplifier: whoever sees that there is something acts that much later.

    It sees that with `empty()` or `poll()`. What was true when it looked need not be true when it
    acts; the delay makes sure of it.
    """
    return Step("stale", value=seconds)


def _act_late_on_looks(seconds: float) -> None:
    empty, poll = queues.Queue.empty, connection._ConnectionBase.poll

    def slow_empty(self: Any) -> bool:
        nothing = empty(self)
        if not nothing:
            time.sleep(seconds)
        return nothing

    def slow_poll(self: Any, timeout: float | None = 0.0) -> bool:
        something = poll(self, timeout)
        # Not the poll with which get(timeout) looks itself, under the queue's lock.
        if something and not sys._getframe(1).f_code.co_filename.endswith("queues.py"):
            time.sleep(seconds)
        return something

    queues.Queue.empty = slow_empty  # type: ignore[method-assign]
    connection._ConnectionBase.poll = slow_poll  # type: ignore[method-assign]


def quiet(folder: str) -> None:
    """Pause while every process ought to be asleep; the supervisor measures who is not.

    The pause begins when the other processes are up: starting one takes CPU time honestly.
    """
    log = recorder(folder).log
    _wait_until_all_are_up(recorder(folder).path)
    log("quiet", phase="begin")
    time.sleep(QUIET)
    log("quiet", phase="end")


def _wait_until_all_are_up(path: str) -> None:
    still, seen = 0, b""
    limit = time.monotonic() + STARTING
    while still < _STILL and time.monotonic() < limit:
        time.sleep(_LOOK)
        with open(path, "rb") as file:
            now = file.read()
        unborn = now.count(b'{"kind":"start"') - now.count(b'{"kind":"up"') + 1
        still = still + 1 if now == seen and unborn <= 0 else 0
        seen = now


class Handler:
    """The `handle` of most contracts: reports each item as it is handled, and by which process."""

    def __init__(self, folder: str, steps: dict[int, list[Step]], name: str = "handle") -> None:
        """`steps` maps the number of a call (0, 1, …, counted in each process) to what it does."""
        self.folder = folder
        self.steps = steps
        self.name = name
        self.calls = 0

    def __call__(self, item: Any) -> None:
        """Report the item, then do the steps of this call."""
        number, self.calls = self.calls, self.calls + 1
        shown = label(item)
        log = recorder(self.folder).log
        log(self.name, item=shown, number=number)
        try:
            for step in self.steps.get(number, ()):
                step(self.folder)
        finally:
            log(f"{self.name}d", item=shown, number=number)


class Tally:
    """A `handle` for very many items: only counts them and chains them into a hash.

    Reporting each of 200,000 items would cost more than moving them.
    """

    def __init__(self, folder: str) -> None:
        """The count and the hash are kept in one small file a process."""
        self.folder = folder
        self._descriptor = -1
        self._owner = 0
        self._count = 0
        self._chain = 0

    def __getstate__(self) -> str:
        return self.folder

    def __setstate__(self, folder: str) -> None:
        self.__init__(folder)  # type: ignore[misc]

    def __call__(self, item: int) -> None:
        """Count an item and chain it."""
        if self._owner != os.getpid():
            self._owner = os.getpid()
            path = os.path.join(self.folder, f"tally-{self._owner}")
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
            self._count = self._chain = 0
        self._count += 1
        self._chain = chained(self._chain, item)
        _write_at_start(self._descriptor, b"%20d %20d\n" % (self._count, self._chain))


def _write_at_start(descriptor: int, data: bytes) -> None:
    if hasattr(os, "pwrite"):
        os.pwrite(descriptor, data, 0)
        return
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, data)


def chained(chain: int, item: int) -> int:
    """Return the hash of a sequence from that of its beginning and its last item."""
    return (chain * 1_000_003 + item + 1) % (1 << 61)


class Idle:
    """The `on_idle` of ex04.

    It reports each call, does its steps, answers True once a gate is open.
    """

    def __init__(self, folder: str, until: Gate | None, steps: dict[int, list[Step]]) -> None:
        """Without a gate it never answers True."""
        self.folder = folder
        self.until = until
        self.steps = steps
        self.calls = 0

    def __call__(self) -> bool:
        """Report the call and answer."""
        number, self.calls = self.calls, self.calls + 1
        log = recorder(self.folder).log if number < IDLE_CALLS_LOGGED else _unlogged
        log("idle", number=number)
        for step in self.steps.get(number, ()):
            step(self.folder)
        stop = self.until is not None and self.until.is_open()
        log("idled", number=number, stop=stop)
        return stop


def _unlogged(kind: str, **data: object) -> None:
    """Log nothing."""


class Source:
    """A picklable iterable that reports each item as it is pulled."""

    def __init__(self, folder: str, items: list[Any], steps: dict[int, list[Step]]) -> None:
        """`steps` maps an item's position (len(items) for the end) to what happens before it."""
        self.folder = folder
        self.items = items
        self.steps = steps

    def __iter__(self) -> Iterator[Any]:
        """Yield the items, reporting each."""
        log = recorder(self.folder).log
        for position, item in enumerate(self.items):
            for step in self.steps.get(position, ()):
                step(self.folder)
            log("pull", item=label(item), number=position)
            yield item
        for step in self.steps.get(len(self.items), ()):
            step(self.folder)
        log("dry", number=len(self.items))


def put_all(queue: Any, items: Any) -> None:
    """The grader's own producer: put each item of an iterable."""
    for item in items:
        queue.put(item)


class Flood:
    """A picklable iterable of `count` byte strings of `size` bytes, made as they are pulled."""

    def __init__(self, folder: str, count: int, size: int) -> None:
        """Nothing is made yet."""
        self.folder = folder
        self.count = count
        self.size = size

    def __iter__(self) -> Iterator[bytes]:
        """Yield the byte strings; each begins with its number."""
        log_memory(self.folder)
        for number in range(self.count):
            yield b"%08d" % number + b"x" * (self.size - 8)  # zeros would take no memory
        log_memory(self.folder)


class SizeWatch:
    """A `handle` for the items of a Flood: notes their numbers, and how much the process grows."""

    def __init__(self, folder: str, rest_at: int) -> None:
        """At item number `rest_at` it rests, so that a producer without bounds runs far ahead."""
        self.folder = folder
        self.rest_at = rest_at

    def look(self) -> None:
        """Log how much memory the calling process has used at most."""
        log_memory(self.folder)

    def __call__(self, item: bytes) -> None:
        """Log the item's number, and the memory at every tenth item."""
        number = int(item[:8])
        recorder(self.folder).log("size", number=number)
        if number % 10 == 0:
            self.look()
        if number == self.rest_at:
            quiet(self.folder)


def log_memory(folder: str) -> None:
    """Log the most memory that the calling process has ever used, in bytes; nothing on Windows."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    recorder(folder).log("memory-use", bytes=used if sys.platform == "darwin" else used * 1024)


class Witness:
    """An item that reports which process pickles it. `value` is what it stands for."""

    def __init__(self, folder: str, value: Any, maker: int = 0) -> None:
        """The process that makes it first is its `maker`."""
        self.folder = folder
        self.value = value
        self.maker = maker or os.getpid()
        self.label = label(value)

    def __reduce__(self) -> tuple[Any, ...]:
        recorder(self.folder).log("pickle", item=self.label, maker=self.maker)
        if os.getpid() != self.maker:
            # Only away from home: Process.start pickles its arguments in the caller.
            self.away()
        return type(self), (self.folder, self.value, self.maker)

    def away(self) -> None:
        """What more happens when another process than the maker pickles it."""


class Slow(Witness):
    """A Witness whose pickling takes a quiet pause."""

    def away(self) -> None:
        """Be slow."""
        quiet(self.folder)


class Poison(Witness):
    """A Witness whose pickling ends the process, as a crash or the OOM killer would.

    Its value is the exit code, or minus the number of a signal.
    """

    def away(self) -> None:
        """End the process."""
        recorder(self.folder).log("killed", code=self.value)
        if self.value < 0:
            os.kill(os.getpid(), -self.value)
        os._exit(self.value)


class Refusing(Witness):
    """A Witness that cannot be pickled.

    The exception ends its sender, as an ordinary mistake does.
    """

    def away(self) -> None:
        """Raise."""
        recorder(self.folder).log("killed", code=1)
        raise TypeError(f"{self.label} cannot be pickled")


class AlwaysEqual(Witness):
    """A Witness that claims to equal everything: a comparison with == takes it for the end mark."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]


class Calling:
    """The answer's function, by name.

    It reports when it is called, returns or raises, and what it leaves.
    """

    def __init__(
        self,
        folder: str,
        module: str,
        function: str,
        *,
        goes_on: bool = False,
        first: Step | None = None,
    ) -> None:
        """Found in its module wherever it runs, so that spawn's children find it too."""
        self.folder = folder
        self.module = module
        self.function = function
        self.goes_on = goes_on
        self.first = first
        self.__name__ = function

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the answer's function."""
        install(self.folder)
        log = recorder(self.folder).log
        function: Callable[..., Any] = getattr(importlib.import_module(self.module), self.function)
        if self.first is not None:
            self.first(self.folder)
        before = census.take()
        log("answer", phase="begin", function=self.function)
        try:
            result = function(*args, **kwargs)
            log("answer", phase="return", function=self.function, value=label(result))
        except Exception as error:  # reported here, and by the process that it ends
            log("answer", phase="raise", function=self.function, **error_data(error))
            if not self.goes_on:
                raise
            result = None
        log("alive", processes=census.living_children())
        descriptors, threads = census.settled(before)
        log("remains", descriptors=descriptors, threads=threads)
        return result
