"""What happens at one item or before one call."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.util import Finalize
from typing import Any, NoReturn

from examiner.stage import cpython
from examiner.stage.itself import other_threads_sleep
from examiner.stage.props.gate import GATE_POLL, Gate
from examiner.stage.props.quiet import quiet, settle
from examiner.stage.recorder import recorder
from examiner.stage.riders import everywhere
from examiner.stage.where import meant


class Step:
    """One thing that happens at one item or before a call; the functions below make them."""

    def __init__(self, act: Callable[..., None], *arguments: Any) -> None:
        """`act` is a function of a module, of the trial's folder and the arguments."""
        self.act = act
        self.arguments = arguments

    def __call__(self, folder: str) -> None:
        """Do it, in the calling process."""
        self.act(folder, *self.arguments)


def waits(gate: Gate) -> Step:
    """Hold until the gate is open."""
    return Step(_wait, gate)


def _wait(folder: str, gate: Gate) -> None:
    gate.wait()


def polls(gate: Gate) -> Step:
    """Hold until the gate is open, in timed waits.

    While somebody may yet act, nothing is a deadlock.
    """
    return Step(_poll, gate)


def _poll(folder: str, gate: Gate) -> None:
    recorder(folder).log("hold", name=gate.name)
    while not gate.is_open():
        time.sleep(GATE_POLL)


def sets(event: Any) -> Step:
    """Set one of multiprocessing's events."""
    return Step(_set, event)


def _set(folder: str, event: Any) -> None:
    event.set()


def opens(gate: Gate) -> Step:
    """Open the gate."""
    return Step(_open, gate)


def _open(folder: str, gate: Gate) -> None:
    gate.open()


def meets(gate: Gate, gates: Sequence[Gate]) -> list[Step]:
    """Open one's own gate, then wait for all: nobody gets past before everybody has come."""
    return [opens(gate), *map(waits, gates)]


def pauses(seconds: float) -> Step:
    """Sleep: for exact lower bounds only, never to let something else happen first."""
    return Step(_pause, seconds)


def _pause(folder: str, seconds: float) -> None:
    time.sleep(seconds)


def rests() -> Step:
    """A quiet pause."""
    return Step(quiet)


def settles() -> Step:
    """Hold until all processes are up and have got as far as they can, a few seconds at most."""
    return Step(settle)


def first_ones(count: int, step: Step) -> Step:
    """Let whoever comes first do the step, so many times in the trial; the others do nothing."""
    return Step(_do_if_first, count, step)


def _do_if_first(folder: str, count: int, step: Step) -> None:
    if counted(os.path.join(folder, "first-ones")) <= count:
        step(folder)


def counted(path: str) -> int:
    """Count one more in a file of the trial's; return how many there are."""
    with open(path, "ab") as file:
        file.write(b".")
        file.flush()
        return file.tell()


def raises(error: BaseException) -> Step:
    """Raise an exception."""
    return Step(_raise, error)


def _raise(folder: str, error: BaseException) -> None:
    recorder(folder).log("provoked", type=type(error).__name__)
    raise meant(error)


def prints(text: str) -> Step:
    """Print without ending the line: it is written when the process ends as a program does."""
    return Step(_print, text)


def _print(folder: str, text: str) -> None:
    print(text, end=" ")


def dies(code: int) -> Step:
    """End the process: with that exit code, or by that signal if negative."""
    return Step(end_process, code)


def end_process(folder: str, code: int) -> NoReturn:
    """End the calling process at once, as a crash or the OOM killer would; the log tells why."""
    recorder(folder).log("killed", code=code)
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


def ends(how: int | BaseException) -> Step:
    """End the process at rest: by an exception, with an exit code, or by a signal if negative.

    A feeder thread that dies while it writes keeps the lock of its queue for ever, and takes the
    other writers along. That is not what a contract means which lets a source die between items.
    """
    return Step(_end_at_rest, how)


def exits_with(code: int) -> Step:
    """Let the process end with that exit code, when it has done all that it does at its end."""
    return Step(_exit_later, code)


def _exit_later(folder: str, code: int) -> None:
    Finalize(None, end_process, args=(folder, code), exitpriority=_LAST)


_LAST = -100
"""The priority of what is done after a queue's feeder thread is joined."""

_LOOK = 0.005
"""Seconds between two looks at the other threads."""

_LOOKS = 4
"""Looks in a row at which all of them must be asleep."""

_PATIENCE = 2.0
"""Seconds after which it ends all the same."""


def _end_at_rest(folder: str, how: int | BaseException) -> None:
    _wait_until_others_sleep()
    if isinstance(how, BaseException):
        recorder(folder).log("killed", code=1)
        raise meant(how)
    end_process(folder, how)


def _wait_until_others_sleep() -> None:
    limit, still = time.monotonic() + _PATIENCE, 0
    while still < _LOOKS and time.monotonic() < limit:
        time.sleep(_LOOK)
        still = still + 1 if other_threads_sleep() else 0


def lingers(over: Gate, until: Gate) -> Step:
    """Keep the process from ending until the gate `until` is open, by a thread that it started.

    The gate `over` is opened once the process has nothing more to do.
    """
    return Step(_linger, over, until)


def _linger(folder: str, over: Gate, until: Gate) -> None:
    threading.Thread(target=_outlive, args=(over, until), name="lingering").start()


def _outlive(over: Gate, until: Gate) -> None:
    _wait_until_others_sleep()
    over.open()
    until.wait()


def warms(queue: Any) -> Step:
    """Start the queue's feeder thread: it outlives the call, and is not the answer's to end."""
    return Step(_warm, queue)


def _warm(folder: str, queue: Any) -> None:
    cpython.warm(queue)


def amplified(amplifier: Callable[..., None], *arguments: Any) -> Step:
    """Amplify in this process, and in those that it starts afterwards."""
    return Step(_amplify, amplifier, arguments)


def _amplify(folder: str, amplifier: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    everywhere(amplifier, folder, *arguments)


def in_turn(*steps: Step) -> Step:
    """Do these, one after the other."""
    return Step(_do_all, steps)


def _do_all(folder: str, steps: tuple[Step, ...]) -> None:
    for step in steps:
        step(folder)
