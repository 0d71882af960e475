"""Signals that a job sends while it is in hand: they come when the scene says, not by the clock."""

import os
import signal

from examiner.stage.props.steps import Step
from examiner.stage.recorder import recorder


def sends(number: signal.Signals) -> Step:
    """Send a signal to the process that makes this step, the caller; SIGINT to its whole group.

    So a service is told to stop, and so Ctrl-C comes from a terminal.
    """
    return Step(_send, number, os.getpid())


def _send(folder: str, number: signal.Signals, caller: int) -> None:
    to_all = number is signal.SIGINT
    whom = "all processes" if to_all else "main"
    recorder(folder).log("signal", name=number.name, whom=whom)
    if to_all:
        os.killpg(os.getpgid(caller), number)
    else:
        os.kill(caller, number)
