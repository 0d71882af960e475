"""Child processes that never outlive the benchmark, however it ends."""

import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

HEARING = 1.0
"""Seconds that a child gets to end by itself: a terminal's Ctrl-C reaches it without our help."""

WINDING_UP = 15.0
"""Seconds that it gets to end what it has started itself, once we have told it to stop."""

# It ends when its standard input closes, and so also when the benchmark is killed. Ctrl-C, which
# a terminal sends to it too, is left to the benchmark: one end is enough.
_SPINNER = """
import os, signal, sys, threading
signal.signal(signal.SIGINT, signal.SIG_IGN)
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
print("spinning", flush=True)
while True:
    pass
"""


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a child process, and end it when the block is left; `options` are Popen's."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    if _ended_within(process, HEARING):
        return
    # Not kill(): a killed nox leaves its examiner running. Windows has no gentler way.
    process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
    if not _ended_within(process, WINDING_UP):
        process.kill()


def _ended_within(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


@contextmanager
def spinners(count: int) -> Iterator[None]:
    """Keep that many processes spinning while the block runs."""
    with ExitStack() as owned:
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        streams = {"stdin": pipe, "stdout": pipe, "stderr": nothing}
        command = [sys.executable, "-c", _SPINNER]
        started = [owned.enter_context(running(command, **streams)) for _ in range(count)]
        for process in started:
            assert process.stdout is not None
            process.stdout.readline()
        try:
            yield
        finally:
            for process in started:
                process.kill()  # all at once: one by one, each would wait for its turn on a CPU
