"""Outcomes written by hand: the shortest way from a few calls to what is made of them."""

import json
from typing import Any

from examiner.facts.job import Job
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.shapes import is_well_formed

BEGUN = 1_000_000_000
"""Monotonic nanoseconds at which every outcome written here begins."""

MAIN = 100
QUEUE = "inode:7"
PIPE = "inode:9"

_MILLISECOND = 1_000_000

_JOB = Job(
    id="t", module="program", answers="/answers", checks="", check_module="", scene="",
    contract={}, inputs={}, method="fork",
)  # fmt: skip


class Log:
    """A log that is written line by line; times are milliseconds since the program began."""

    def __init__(self) -> None:
        """It begins with the main process."""
        self.entries: list[Entry] = []
        self.processes: dict[str, Any] = {}
        self.add("up", MAIN, 0, name="main", target="", ppid=1, server=False)

    def add(self, kind: str, pid: int, at: float, **data: Any) -> None:
        """Add an entry."""
        moment = BEGUN + int(at * _MILLISECOND)
        entry = json.loads(json.dumps({"kind": kind, "pid": pid, "t": moment, **data}))
        assert is_well_formed(entry), f"no trial logs {entry}"
        self.entries.append(entry)

    def child(self, pid: int, name: str, at: float) -> None:
        """Add a process that main has started."""
        self.add("up", pid, at, name=name, target="", ppid=MAIN, server=False)
        self.add("start", MAIN, at, child=pid, name=name, method="fork")

    def call(
        self, pid: int, plain: str, begin: float, end: float, ending: str = "ok", **data: Any
    ) -> None:
        """Add a call that has ended, with that exception if it is not `ok`."""
        usual = {
            "end": ending, "result": "", "call": plain, "plain": plain, "key": "", "argument": "",
            "whom": None, "file": "/answers/program.py", "line": 1, "thread": "",
        }  # fmt: skip
        begun = BEGUN + int(begin * _MILLISECOND)
        self.add("call", pid, end, **(usual | data), begun=begun)

    def put(self, pid: int, at: float, item: object, key: str = QUEUE, **data: Any) -> None:
        """Add a put that takes half a millisecond."""
        self.call(pid, "queue.put()", at, at + 0.5, argument=repr(item), key=key, **data)

    def get(self, pid: int, at: float, item: object, key: str = QUEUE, **data: Any) -> None:
        """Add a get that takes half a millisecond."""
        self.call(pid, "queue.get()", at, at + 0.5, result=repr(item), key=key, **data)

    def dump(self, pid: int, at: float, *threads: tuple[str, str, float]) -> None:
        """Add who waits where: (thread, kind of call, since when)."""
        waits: list[dict[str, Any]] = []
        for thread, plain, begin in threads:
            call: dict[str, Any] = {
                "call": plain, "plain": plain, "key": "", "argument": "", "whom": None,
                "file": "/answers/program.py", "line": 5, "state": {},
                "begun": BEGUN + int(begin * _MILLISECOND),
            }  # fmt: skip
            waits.append({"thread": thread, "call": call, "stack": [], "here": None})
        self.add("dump", pid, at, threads=waits, held=[])
        self.processes[str(pid)] = {"descriptors": []}

    def outcome(self, seconds: float = 1.0, **report: Any) -> Outcome:
        """Return what is made of it."""
        usual = {
            "begun": BEGUN, "ended": BEGUN + int(seconds * 1e9), "log": self.entries,
            "first": MAIN, "status": None, "ending": "proof",
            "evidence": {"processes": self.processes},
        }  # fmt: skip
        return Outcome(_JOB, usual | report)


def many(events: int, workers: int = 10) -> Outcome:
    """Return an outcome in which main puts and its workers get, with at least so many events."""
    log = Log()
    pids = range(MAIN + 1, MAIN + 1 + workers)
    for pid in pids:
        log.child(pid, f"worker-{pid}", pid - MAIN)
    for number in range(events // 2):
        at = 50 + number / 5
        log.put(MAIN, at, number)
        log.get(pids[number % workers], at + 0.1, number)
    return log.outcome(1 + events / 10_000, newest=True, status=0, evidence={})
