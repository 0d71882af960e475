"""How a trial, or a program that is traced, came to its end."""

from enum import StrEnum


class Ending(StrEnum):
    """What ended it; all but SELF and ORPHANS cut it short."""

    SELF = "self"
    """Every process ended by itself."""
    ORPHANS = "orphans"
    """The first process ended by itself, and another one outlived it for too long."""
    PROOF = "proof"
    """A deadlock was proved."""
    DEADLINE = "deadline"
    SPINNING = "spinning"
    """It used the CPU for seconds without any progress."""
    OUTPUT = "output"
    """It printed too much."""
    DISK = "disk"
    """It wrote too much to files."""
    MEMORY = "memory"
    """It used too much memory."""
    LOG = "log"
    """It reported too much."""
    PROCESSES = "processes"
    """It had too many processes."""
    KILLED_WARDEN = "killed-warden"
    """It killed the process that watched it."""
    STOPPED_WARDEN = "stopped-warden"
    """It stopped the process that watched it, as SIGSTOP does."""
    KILLED_SERVER = "killed-server"
    """It killed the process that runs all trials."""
    INTERRUPTED = "interrupted"
    """The user pressed Ctrl-C; of traced programs only."""


HUNG = frozenset({Ending.PROOF, Ending.DEADLINE, Ending.SPINNING})
"""Endings of who waited or ran on, and was stopped: where each process was is known."""
