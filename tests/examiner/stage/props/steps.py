"""What happens at one item or before one call."""

import os
import time
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


def first_ones_rest(count: int) -> Step:
    """A quiet pause for whoever comes first, so many times in the trial; nothing for the others."""
    return _FirstOnesRest("quiet", value=count)


class _FirstOnesRest(Step):
    def __call__(self, folder: str) -> None:
        if counted(os.path.join(folder, "first-ones")) <= self.value:
            quiet(folder)


def counted(path: str) -> int:
    """Count one more in a file of the trial's; return how many there are."""
    with open(path, "ab") as file:
        file.write(b".")
        file.flush()
        return file.tell()


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
