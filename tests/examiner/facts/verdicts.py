"""The verdicts, and what a finding is."""

from dataclasses import dataclass
from enum import StrEnum


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
    """What a check found."""

    PASSED = "passed"
    WRONG = "wrong"
    EARLY = "early"
    DEADLOCK = "deadlock"
    TIMEOUT = "timeout"
    BUSY_WAIT = "busy-wait"
    CRASHED = "crashed"
    LEAKED = "leaked"
    FORBIDDEN = "forbidden"
    NOT_STARTED = "not-started"
    EXAMINER_ERROR = "examiner-error"

    @property
    def means(self) -> str:
        """In words what that is."""
        return _MEANS[self]


_MEANS = {
    Verdict.PASSED: "the check found everything as it should be",
    Verdict.WRONG: "items were lost, doubled, reordered or changed, or a value is wrong",
    Verdict.EARLY: "it returned or stopped before the work was done",
    Verdict.DEADLOCK: "everybody sleeps, and nobody is left to wake anybody: that is proved",
    Verdict.TIMEOUT: "the deadline passed, and a deadlock was not proved",
    Verdict.BUSY_WAIT: (
        "CPU time was burnt while there was nothing to do, or who waited woke up more than 50 "
        "times a second"
    ),
    Verdict.CRASHED: "an exception, a signal or a bad exit code, in any process",
    Verdict.LEAKED: "a process, thread, descriptor, semaphore or shared memory was left behind",
    Verdict.FORBIDDEN: "the answer uses what the exercise rules out",
    Verdict.NOT_STARTED: "not run: the starter is untouched, or the file cannot be loaded at all",
    Verdict.EXAMINER_ERROR: (
        "the kit itself failed, or the machine is short of what a grade takes, and nothing was "
        "judged: no pass, and no failed try"
    ),
}


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
