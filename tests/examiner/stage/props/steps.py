"""What happens at one item or before one call."""

import os
import sys
import time
from multiprocessing import connection, queues
from typing import Any

from examiner.stage.props.gate import GATE_POLL, Gate
from examiner.stage.props.quiet import quiet
from examiner.stage.recorder import recorder


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
                time.sleep(GATE_POLL)
        elif self.action == "open" and self.gate is not None:
            self.gate.open()
        elif self.action == "pause":
            time.sleep(self.value)
        elif self.action == "quiet":
            quiet(folder)
        elif self.action == "raise":
            recorder(folder).log("provoked", type=type(self.value).__name__)
            raise self.value
        elif self.action == "die":
            end_process(folder, self.value)
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


def dies(code: int) -> Step:
    """End the process: with that exit code, or by that signal if negative."""
    return Step("die", value=code)


def end_process(folder: str, code: int) -> None:
    """End the calling process at once, as a crash or the OOM killer would; the log tells why."""
    recorder(folder).log("killed", code=code)
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


def looks_late(seconds: float) -> Step:
    """Amplifier: whoever sees that there is something, or room for it, acts that much later.

    It sees that with `empty()`, `poll()` or `full()`. What was true when it looked need not be true
    when it acts; the delay makes sure of it.
    """
    return Step("stale", value=seconds)


def _act_late_on_looks(seconds: float) -> None:
    empty, poll = queues.Queue.empty, connection._ConnectionBase.poll
    full = queues.Queue.full

    def slow_full(self: Any) -> bool:
        no_room = full(self)
        if not no_room:
            time.sleep(seconds)
        return no_room

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
    queues.Queue.full = slow_full  # type: ignore[method-assign]
    connection._ConnectionBase.poll = slow_poll  # type: ignore[method-assign]
