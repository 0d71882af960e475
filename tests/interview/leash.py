"""Runs one program for a limited time, and ends all of it, also when its own caller goes away.

`python leash.py SECONDS program.py`: standard input is the leash. When its other end closes, for
whatever reason, everything that the program has started is ended. The exit code is LATE if the time
was over before the program was. It must be started as the leader of a process group.
"""

import os
import queue
import signal
import subprocess
import sys
import threading
from typing import IO

LATE = 3

GRACE = 2.0
"""Seconds for what has been asked to end: multiprocessing's resource tracker, which no such request
ends, needs them to remove the semaphores of the others."""

MOST = 20_000
"""Bytes of output that are passed on; the rest is dropped."""


def main() -> None:
    """Run the program, then end whatever is left of it."""
    if hasattr(os, "killpg"):
        # We signal our own group. A handler, unlike ignoring it, is not inherited by the program.
        signal.signal(signal.SIGTERM, lambda *_: None)
    program = subprocess.Popen(
        [sys.executable, *sys.argv[2:]],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert program.stdout is not None
    copier = threading.Thread(target=_copy, args=(program.stdout,), daemon=True)
    copier.start()
    over: queue.SimpleQueue[int] = queue.SimpleQueue()
    for wait in (program.wait, sys.stdin.buffer.read):
        threading.Thread(target=_report, args=(wait, over), daemon=True).start()
    late = 0
    try:
        over.get(timeout=float(sys.argv[1]))
    except queue.Empty:
        late = LATE
    _end(program, copier)
    sys.stdout.flush()
    os._exit(late)  # without waiting for a thread that still reads


def _report(wait: object, over: "queue.SimpleQueue[int]") -> None:
    assert callable(wait)
    wait()
    over.put(0)


def _copy(output: IO[bytes]) -> None:
    """Pass output on until the last process that could write some has gone."""
    left = MOST
    while chunk := output.read1(1 << 16):  # type: ignore[attr-defined]
        sys.stdout.buffer.write(chunk[:left])
        sys.stdout.buffer.flush()
        left = max(0, left - len(chunk))


def _end(program: "subprocess.Popen[bytes]", copier: threading.Thread) -> None:
    if not hasattr(os, "killpg"):
        program.kill()
        copier.join(GRACE)
        return
    os.killpg(0, signal.SIGTERM)
    copier.join(GRACE)
    if copier.is_alive():
        os.killpg(0, signal.SIGKILL)  # us too: there is nothing more to tell


if __name__ == "__main__":
    main()
