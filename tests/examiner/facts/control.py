"""What a controlled thread and the controller say to each other: lines of JSON, one a message.

A message is a list whose first element names its kind:

    hello    name, pid         a thread is there, and does nothing until it is let go on
    ask      as Ask            before an operation, and when one cannot be done yet
    expect   name              a thread or a process of that name is about to be there
    child    name, pid, method the process of that name has been started
    thread   name, role        the thread of that name has been started, and is called so
    unborn   name              a process has not been started
    named    key, label        what an object is called
    role     text              what the process is called
    pair     key, key          two sockets are the two ends of one thing
    connected, accepted        a listener's key, and that of the socket at this end
    raised   text              the program has raised something that nobody caught
    failure  text              a fault of our own: its traceback
    killed   pid, number       a signal has been sent to a process
    outside  why               the thread waits for something that is not controlled
    program                    another program is started, which nobody controls
    timer    name              a timer is set, which goes by the real clock
    note     text              something that a claim has to be limited for
    end      keys, now         the thread is at its end, these objects have changed; its own time

The answer to an ask is `number now flag`: which ask, the time that it is, and a Flag.
"""

from enum import StrEnum
from typing import NamedTuple

ADDRESS = "c"
"""Of the controller's socket, in a run's folder: a socket's path has to be short."""

CHANNELS_FROM = 400
"""Descriptors of channels begin here: programs expect low numbers for their own."""


EARLY = "early"
"""What comes of a step of the clock's: a wait has run out while others could go on."""


ENDS = " ends"
"""What is done by a step of the clock's: this, after the kind of the wait that runs out."""

PATIENT = "patient"
"""What comes of it if the library or the grader timed that wait: the program's it was not."""


class Ask(NamedTuple):
    """A thread asks to do something, or waits until it can be done."""

    number: int
    """Counts the thread's asks."""
    kind: str
    """`acquire`, `send`, `join`."""
    keys: list[str]
    """The objects that it concerns; the first letter tells what they are."""
    labels: list[str]
    """What these are called, `""` if that is not known here."""
    deadline: float | None
    """When the wait runs out, in virtual seconds; None: never."""
    is_patient: bool
    """Did the library or the grader choose that time? Then it does not run out early."""
    place: str
    """The line of the program, `counter.py:12`."""
    text: str
    """What is done there, `counter.value += 1`."""
    spot: str
    """Which instruction that is: tells two reads on one line apart."""
    touched: list[str]
    """The objects that were changed since the last ask."""
    outcome: str
    """What has come of the last operation, `""` if nothing is to be told."""
    now: float
    """The thread's own time."""
    is_blocked: bool
    """Was it tried, and could not be done?"""


class Flag(StrEnum):
    """How an ask is answered."""

    GRANTED = "g"
    TIME_IS_UP = "t"
    IS_DEAD = "d"
    """The process that it is about has ended: its exit code is there, or on its way."""
