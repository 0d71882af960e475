"""What can be seen on this machine, and so what the kit's tests can ask of it.

`IPC_KATA_PORTABLE=1 nox -s tests answers` asks on Linux what can be asked elsewhere, `=fresh` what
can be asked where there is no fork.
"""

import os
import sys
from collections.abc import Collection

import pytest

from examiner.facts.environment import PORTABLE
from examiner.facts.verdicts import Verdict
from examiner.supervisor.here import system_of_trials

KIND = os.environ.get(PORTABLE, "")
"""`1` or `fresh`, `""` for this machine as it is."""

SYSTEM = system_of_trials()

HANGS = "deadlock" if SYSTEM.proves else "timeout"
"""The verdict of who waits for ever."""

needs_proof = pytest.mark.skipif(not SYSTEM.proves, reason="nothing can be proved here")

needs_server = pytest.mark.skipif(
    KIND == "fresh" or not hasattr(os, "fork"), reason="here no server runs the trials"
)

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="looks for survivors in /proc")


def as_seen_here(verdicts: Collection[str]) -> frozenset[str]:
    """Return the verdicts that an answer can get here, from those that it gets where all is seen.

    Where nothing is proved, whoever hangs is told so at the deadline.
    """
    hangs = Verdict.DEADLOCK in verdicts and not SYSTEM.proves
    return frozenset(verdicts) | ({str(Verdict.TIMEOUT)} if hangs else set())
