"""A pause during which every process ought to be asleep: who is not is seen."""

import time

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


def quiet(folder: str) -> None:
    """Pause while every process ought to be asleep; the supervisor measures who is not.

    The pause begins when the other processes are up: starting one takes CPU time honestly.
    """
    log = recorder(folder).log
    settle(folder)
    log("quiet", phase="begin")
    time.sleep(QUIET)
    log("quiet", phase="end")


def settle(folder: str) -> None:
    """Wait until the other processes are up and nothing is logged any more, or for a while."""
    path = recorder(folder).path
    still, seen = 0, b""
    limit = time.monotonic() + STARTING
    while still < _STILL and time.monotonic() < limit:
        time.sleep(_LOOK)
        with open(path, "rb") as file:
            now = file.read()
        unborn = now.count(b'{"kind":"start"') - now.count(b'{"kind":"up"') + 1
        still = still + 1 if now == seen and unborn <= 0 else 0
        seen = now
