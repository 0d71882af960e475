"""Which operating system this is, and how much of it can be seen."""

import functools
import os
import sys

from examiner.facts.environment import PORTABLE
from examiner.supervisor.system import System


def system_here(*, portable: bool = False) -> System:
    """Return this machine's system; if `portable`, as it would be seen where Linux is not."""
    unseen = _unseen(portable=portable)
    if not unseen:
        from examiner.supervisor.linux import proof
        from examiner.supervisor.linux.system import Linux

        return Linux(proof.lacking())
    from examiner.supervisor.elsewhere import Elsewhere

    return Elsewhere(unseen)


def system_of_trials() -> System:
    """Return the system as trials see it."""
    return system_here(portable=bool(os.environ.get(PORTABLE)))


def lacking_signals() -> str:
    """Say why a program cannot be sent SIGTERM, or Ctrl-C's SIGINT, `""` if it can."""
    if os.name != "posix":
        return "Windows has no such signals"
    return f"{PORTABLE} is set to fresh" if os.environ.get(PORTABLE) == "fresh" else ""


@functools.cache
def _unseen(*, portable: bool) -> str:
    """Say why Linux's /proc cannot be used, `""` if it can."""
    if sys.platform != "linux":
        return "only Linux tells what a process waits for"
    if portable:
        return f"{PORTABLE} is set"
    from examiner.supervisor.linux import procfs

    return procfs.lacking()
