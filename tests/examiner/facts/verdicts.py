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
    """Lost, duplicated, reordered or altered items, or a wrong value."""
    EARLY = "early"
    """Returned or stopped before the work was done."""
    DEADLOCK = "deadlock"
    """Proved: every process sleeps, and none can ever wake another."""
    TIMEOUT = "timeout"
    """The deadline passed, and nothing was proved."""
    BUSY_WAIT = "busy-wait"
    """CPU time burnt while there was nothing to do."""
    CRASHED = "crashed"
    """An exception, a signal or a bad exit code, in any process."""
    LEAKED = "leaked"
    """A process, thread, descriptor, semaphore or shared-memory segment was left behind."""
    FORBIDDEN = "forbidden"
    """The answer uses the mechanism that the exercise rules out."""
    NOT_STARTED = "not-started"
    """Not run: the starter is untouched, or an earlier check makes this one pointless."""
    EXAMINER_ERROR = "examiner-error"
    """The kit itself failed, or this machine lacks what it needs: nobody's pass, nobody's fault."""


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
