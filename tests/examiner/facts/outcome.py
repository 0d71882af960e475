"""What the processes of a trial or a program did: their report, arranged for whoever reads it."""

import math
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from examiner.facts.calls import CALLS_LOGGED
from examiner.facts.endings import HUNG, Ending
from examiner.facts.job import Job
from examiner.facts.labels import harmless
from examiner.facts.log import Entry

LONGEST_ROLE = 24
"""Characters of a process's name that are shown."""

LONGEST_THREAD = 20
"""The same of a thread's."""

_ACTORS = {
    "produce": "producer", "consume": "consumer", "work": "worker", "send": "sender",
    "receive": "receiver", "read": "reader", "write": "writer", "feed": "feeder",
    "process_worker": "pool worker",
}  # fmt: skip


_UNREAD = 255
"""What multiprocessing takes for an exit code under forkserver if another thread has read the code
just before: one that joins a process, and one that starts another."""


@dataclass(frozen=True)
class Process:
    """One process of a trial."""

    pid: int
    role: str
    """What the learner would call it: its name, or its target function's."""
    parent: int
    code: int | None
    """Exit code as multiprocessing gives it, None if it never ended by itself or was never
    asked."""
    up: int
    """Monotonic nanoseconds of its first own entry."""
    down: bool
    """Did it run to its own end?"""
    server: bool
    """Is it a manager's server?"""


class Observation:
    """What was seen of the processes of a program. What is missing reads as empty."""

    def __init__(self, report: dict[str, Any], folder: str, graders_file: str = "") -> None:
        """`report` is what the supervisor wrote, `folder` the one that the program's files are in.

        `graders_file` is the name of a file whose lines are none of the program's.
        """
        self.report = report
        self.folder = folder
        self.graders_file = graders_file
        self.log: list[Entry] = report.get("log", [])
        self.ending = Ending(report["ending"]) if "ending" in report else None
        self.evidence: dict[str, Any] = report.get("evidence", {})

    @property
    def hung(self) -> bool:
        """Was it stopped while it waited or ran on?"""
        return self.ending in HUNG

    @property
    def begun(self) -> int:
        """Monotonic nanoseconds of its beginning."""
        return int(self.report.get("begun", 0))

    @property
    def status(self) -> int | None:
        """Exit code of its first process, negative for a signal; None if it did not end."""
        found: int | None = self.report.get("status")
        return found

    def printed(self, stream: str) -> str:
        """Return what it printed, cut in the middle if it is long; `stream` is `out` or `err`."""
        return str(self.report.get("output", {}).get(stream, {}).get("text", ""))

    @property
    def control(self) -> dict[str, Any]:
        """What a controller tells of its steps; nothing if there was none."""
        return dict(self.report.get("control", {}))

    @cached_property
    def calls_known_until(self) -> float:
        """Up to when all calls that had begun are in the log, in nanoseconds: infinite, mostly.

        A process logs so many of them, and then no more.
        """
        known: dict[int, list[Entry]] = {}
        for entry in self.of("call"):
            known.setdefault(entry["pid"], []).append(entry)
        full = (calls for calls in known.values() if len(calls) >= CALLS_LOGGED)
        return min((_all_logged_until(calls) for calls in full), default=math.inf)

    def of(self, *kinds: str) -> list[Entry]:
        """Return the log's entries of some kinds, in order."""
        return [entry for entry in self.log if entry["kind"] in kinds]

    def seconds(self, entry: Entry) -> float:
        """Return when an entry was written, in seconds since the trial began."""
        return self.since_begin(entry["t"])

    def since_begin(self, moment: int) -> float:
        """Return how many seconds after the beginning a moment was, in monotonic nanoseconds."""
        return (moment - self.begun) / 1e9

    @property
    def duration(self) -> float:
        """Seconds from the start of the trial to its verdict."""
        return self.since_begin(int(self.report.get("ended", 0)))

    @property
    def main(self) -> int:
        """The pid of the trial's first process."""
        return int(self.report.get("first", 0))

    @cached_property
    def processes(self) -> dict[int, Process]:
        """Pid → process, in the order in which they were started."""
        ups = {entry["pid"]: entry for entry in reversed(self.of("up"))}
        for start in self.of("start"):  # a child that died before it could say a word
            pid, unborn = start["child"], {"target": "", "server": False}
            ups.setdefault(pid, start | unborn | {"pid": pid, "ppid": start["pid"]})
        moments = {pid: up["t"] for pid, up in ups.items()}
        moments |= {entry["child"]: entry["t"] for entry in self.of("start")}
        ups = {pid: ups[pid] for pid in sorted(ups, key=lambda pid: int(moments[pid]))}
        downs = {entry["pid"]: entry["code"] for entry in self.of("down")}
        codes = dict(downs)
        for entry in self.of("exit"):
            if entry["code"] != _UNREAD or entry["child"] not in codes:
                codes[entry["child"]] = entry["code"]
        roles = self._roles(ups)
        return {
            pid: Process(
                pid=pid,
                role=roles[pid],
                parent=up["ppid"],
                code=codes.get(pid),
                up=up["t"],
                down=pid in downs,
                server=up["server"],
            )
            for pid, up in ups.items()
        }

    def _roles(self, ups: dict[int, Entry]) -> dict[int, str]:
        wished = {pid: _role(up) for pid, up in ups.items()}
        roles: dict[int, str] = {}
        for pid, wish in wished.items():
            twins = [p for p, w in wished.items() if w == wish]
            roles[pid] = wish if len(twins) == 1 else f"{wish} {twins.index(pid) + 1}"
        return roles

    @cached_property
    def servers(self) -> frozenset[int]:
        """The pids of managers' servers."""
        return frozenset(process.pid for process in self.processes.values() if process.server)

    def process(self, pid: int) -> Process:
        """Return a process; of one that never told of itself nothing is known."""
        known = self.processes.get(pid)
        return known or Process(pid, f"process {pid}", 0, None, self.begun, False, False)

    def role(self, pid: int) -> str:
        """Return the role of a process."""
        return self.process(pid).role

    def place(self, path: str | None) -> str:
        """Return a source file's name as it is shown."""
        return harmless(os.path.basename(path), 60) if path else ""

    def is_answer(self, path: str | None) -> bool:
        """Is it a file of the learner's?"""
        return bool(path) and os.path.dirname(os.path.abspath(str(path))) == self.folder

    def dumps(self) -> Iterator[Entry]:
        """Yield each process's last statement of where its threads are."""
        yield from {entry["pid"]: entry for entry in self.of("dump")}.values()


class Outcome(Observation):
    """What a trial did. Missing or garbled parts read as empty, and so never as a pass."""

    def __init__(self, job: Job, report: dict[str, Any]) -> None:
        """`report` is what the warden wrote of this job."""
        super().__init__(report, str(report.get("answers", job.answers)), f"{job.check_module}.py")
        self.job = job

    @cached_property
    def played(self) -> bool:
        """Did the scene reach its end, and its process the interpreter's?"""
        return bool(self.of("played")) and bool(self.of("over"))

    def values(self, name: str) -> list[str]:
        """Return what the scene reported under a name."""
        return [entry["value"] for entry in self.of("value") if entry["name"] == name]

    def answered(self, phase: str) -> list[Entry]:
        """Return when the answer's functions began, returned or raised."""
        return [entry for entry in self.of("answer") if entry["phase"] == phase]


def _all_logged_until(calls: list[Entry]) -> float:
    """Return up to when no other thread of a process had begun a call that is not logged.

    One that has only some calls may have been in one when there was no more room.
    """
    last = {str(entry.get("thread") or ""): entry["t"] for entry in calls}
    return float(min(last.values()))


def _role(up: Entry) -> str:
    name = harmless(str(up.get("name", "")), LONGEST_ROLE)
    target = harmless(str(up.get("target", "")).strip("_"), LONGEST_ROLE)
    if target == "run_server":
        return "the manager's server"
    if "PoolWorker-" in name:
        return "pool worker"
    given = name and not name.startswith(
        ("Process-", "SpawnProcess-", "ForkProcess-", "ForkServerProcess-")
    )
    if given:
        return name
    return _ACTORS.get(target, target.removesuffix("_loop")) or name


def thread_role(process: str, thread: str) -> str:
    """Return how a thread beside a main thread is called."""
    return f"{process}, {harmless(thread, LONGEST_THREAD)}" if thread else process
