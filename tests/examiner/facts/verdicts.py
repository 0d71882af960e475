"""The verdicts, and what a finding is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Cause(StrEnum):
    """What keeps a wait from ending, where the wait alone does not tell."""

    UNKNOWN = ""
    UNREAD = "unread"
    """Its feeder thread cannot get rid of what was put."""
    OPEN = "open"
    """The end of the data cannot come: the other end of the pipe is still open."""
    KEPT = "kept"
    """The lock that it waits for was taken by a process that has ended."""
    OWN = "own"
    """The lock that it waits for is its own already."""
    HELD = "held"
    """The lock that it waits for is held by a process that lives."""


class Verdict(StrEnum):
    """What a check found, and in words what that means."""

    means: str

    PASSED = "passed", "the check found everything as it should be"
    WRONG = "wrong", "items were lost, doubled, reordered or changed, or a value is wrong"
    EARLY = "early", "it returned or stopped before the work was done"
    DEADLOCK = "deadlock", "everybody sleeps, and nobody is left to wake anybody: that is proved"
    TIMEOUT = "timeout", "the deadline passed, and a deadlock was not proved"
    BUSY_WAIT = (
        "busy-wait",
        (
            "CPU time was burnt while there was nothing to do, or who waited woke up more than 50 "
            "times a second"
        ),
    )
    CRASHED = "crashed", "an exception, a signal or a bad exit code, in any process"
    LEAKED = "leaked", "a process, thread, descriptor, semaphore or shared memory was left behind"
    FORBIDDEN = "forbidden", "the answer uses what the exercise rules out"
    NOT_STARTED = (
        "not-started",
        "not run: the starter is untouched, or the file cannot be loaded at all",
    )
    EXAMINER_ERROR = (
        "examiner-error",
        (
            "the kit itself failed, or the machine is short of what a grade takes, and nothing was "
            "judged: no pass, and no failed try"
        ),
    )

    def __new__(cls, value: str, means: str = "") -> Self:
        """Make a member: it is its value, a str."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.means = means
        return member


@dataclass(frozen=True)
class Finding:
    """A verdict with the sentence that says what was seen."""

    verdict: Verdict
    message: str
    trace: str = ""
    """Of a failure of the kit's own, the whole traceback."""

    @property
    def is_ours(self) -> bool:
        """Is it a failure of the kit's own?"""
        return self.verdict is Verdict.EXAMINER_ERROR


@dataclass(frozen=True)
class Blocked:
    """One process, or thread of one, that waits."""

    role: str
    call: str
    """As the program spells it, `queue.get()`."""
    file: str
    """Name of the file, `""` if the wait is not on a line of the program."""
    line: int
    waits_for: str
    """Roles that could end the wait, `nobody` if there are none, `""` if that can't be told."""
    why: str
    """What is known of the wait, in words."""
    plain: str = ""
    """The kind of call, `queue.get()` however the program spells it."""
    key: str = ""
    """The shared object."""
    pid: int = 0
    cause: Cause = Cause.UNKNOWN
    graders: bool = False
    """Is the line one of the grader's own?"""

    def data(self) -> dict[str, object]:
        """Return it as plain data, but for what is only known within one run."""
        kept = ("role", "call", "file", "line", "waits_for", "why", "plain", "pid")
        return {name: getattr(self, name) for name in kept}
