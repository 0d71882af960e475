"""What all commands of the kit have in common: how they are begun, interrupted and ended.

The first request to end, by Ctrl-C or by SIGTERM, raises KeyboardInterrupt. What is then being
ended is not disturbed by further ones: they come where a parent passes on what it has got, and the
whole foreground group has got it too. A command is imported only after that is arranged, so that
Ctrl-C during the import is no traceback.
"""

import importlib
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

from examiner.facts import signals
from examiner.facts.environment import PARENT


def run(module: str) -> NoReturn:
    """Run `main()` of a module as a command, and end with the exit code that it returns."""
    requests = Requests()
    try:
        requests.heed()
        _have_streams()
        code = _guarded(module)
    except KeyboardInterrupt:
        code = 128 + signal.SIGINT
    except SystemExit as ending:  # wrong usage, or -h
        code = ending.code if isinstance(ending.code, int) else 0
    if requests.first is not None and code == 128 + signal.SIGINT:
        code = 128 + requests.first
    sys.exit(_told(code))


def _told(code: int) -> int:
    """See to it that all is told; return the exit code, another one if it could not be."""
    from examiner.showing.ink import Ink, write_to_nowhere
    from examiner.usage import EXAMINER_ERROR

    try:
        sys.stdout.flush()
    except BrokenPipeError:
        write_to_nowhere(sys.stdout)
    except OSError as error:
        Ink.unwritten = error
        write_to_nowhere(sys.stdout)
    if Ink.unwritten is None:
        return code
    print(f"ipc-kata: what there is to say could not be written: {Ink.unwritten}", file=sys.stderr)
    return EXAMINER_ERROR


def _guarded(module: str) -> int:
    from examiner.showing.fault import guarded
    from examiner.supervisor import runs
    from examiner.supervisor.here import system_here

    def command() -> int:
        runs.sweep_once()
        if parent := os.environ.pop(PARENT, ""):  # those that this one starts have another
            system_here().end_after(int(parent))
        return int(importlib.import_module(module).main())

    return guarded(command)


class Requests:
    """Requests to end, of which the first one counts."""

    def __init__(self) -> None:
        self.first: int | None = None
        """The number of its signal."""

    def heed(self) -> None:
        """Raise KeyboardInterrupt at the first one from now on."""
        for number in (signal.SIGINT, signal.SIGTERM):
            # Who starts a command in the background may not want Ctrl-C to reach it.
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._request)
        signals.heed_children()

    def _request(self, number: int, frame: FrameType | None) -> None:
        if self.first is None:
            self.first = number
            raise KeyboardInterrupt


def _have_streams() -> None:
    """Write to nowhere where a stream is closed: its number must not become that of a file."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115 - it stays open
