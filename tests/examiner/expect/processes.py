"""Which processes did the work."""

from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import Expectation


def handled_where_called() -> Expectation:
    """Items were handled in the process that called the answer's function."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        for entry in outcome.of("handle", "idle"):
            if entry["pid"] not in callers:
                return wrong(
                    f"{outcome.role(entry['pid'])} called {entry['kind']}(), "
                    "not the process that was asked to"
                )
        return None

    return look


def two_children(gave: str) -> Expectation:
    """One child process of the caller gave the items, another handled them.

    `gave` is the kind of the entries that say so.
    """

    def look(outcome: Outcome) -> Finding | None:
        main = outcome.main
        children = {entry["child"] for entry in outcome.of("start") if entry["pid"] == main}
        givers = {e["pid"] for e in outcome.of(gave)} - ({main} if gave == "pickle" else set())
        takers = {entry["pid"] for entry in outcome.of("handle")}
        verb = "put" if gave == "pickle" else "took from the source"
        for pids, did in ((givers, verb), (takers, "handled")):
            if len(pids) != 1:
                return wrong(f"{len(pids)} child processes {did} items, expected one")
            if not pids <= children:
                return wrong(
                    f"{outcome.role(pids.copy().pop())} {did} the items, "
                    "not a child process of the caller"
                )
        if givers == takers:
            return wrong("the same process put the items and handled them")
        return None

    return look


def worked_in_children(at_least: int, kind: str = "work") -> Expectation:
    """That many processes other than the caller worked; `kind` are the entries that say so."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        pids = {entry["pid"] for entry in outcome.of(kind)}
        if pids & callers:
            return wrong(f"{outcome.role(min(pids & callers))} worked itself")
        if len(pids) < at_least:
            return wrong(f"{len(pids)} processes worked, expected at least {at_least}")
        return None

    return look


def worked_at_once(limit: int) -> Expectation:
    """At no moment more than `limit` processes were in a call of a Function or a Handler."""

    def look(outcome: Outcome) -> Finding | None:
        working: set[int] = set()
        for entry in outcome.of("work", "worked", "handle", "handled", "killed"):
            if entry["kind"] in ("work", "handle"):
                working.add(entry["pid"])
            else:
                working.discard(entry["pid"])
            if len(working) > limit:
                return wrong(f"{len(working)} processes worked at once, allowed are {limit}")
        return None

    return look


def shared_by(at_least: int, at_most: int) -> Expectation:
    """So many processes were started, helpers such as a manager's server left out."""

    def look(outcome: Outcome) -> Finding | None:
        started = [
            process.pid
            for process in outcome.processes.values()
            if process.pid != outcome.main and not process.server
        ]
        if at_least <= len(started) <= at_most:
            return None
        bounds = f"{at_least}" if at_least == at_most else f"{at_least} to {at_most}"
        return wrong(f"{len(started)} worker processes were started, expected {bounds}")

    return look


def side_by_side() -> Expectation:
    """No call of the answer's function joined each process before it started the next one."""

    def look(outcome: Outcome) -> Finding | None:
        running: set[int] = set()
        started = most = 0
        for entry in outcome.of("answer", "start", "call"):
            if entry["kind"] == "answer":
                if started > 1 and most == 1:
                    return wrong("each worker process was joined before the next one was started")
                started = most = 0
                running.clear()
            elif entry["kind"] == "start" and entry["child"] not in outcome.servers:
                started += 1
                running.add(entry["child"])
                most = max(most, len(running))
            elif entry["kind"] == "call" and entry["plain"] == "process.join()":
                running.discard(entry["whom"])
        return None

    return look


def pulled_where_called() -> Expectation:
    """The source was iterated over in the process that called the answer's function."""

    def look(outcome: Outcome) -> Finding | None:
        callers = {entry["pid"] for entry in outcome.answered("begin")}
        for entry in outcome.of("pull", "dry"):
            if entry["pid"] not in callers:
                return wrong(f"{outcome.role(entry['pid'])} took the items, not the caller")
        return None

    return look


def started_nothing(*own: str) -> Expectation:
    """No process was started, but for those of the scene.

    These are those that main starts, or where the answer runs there too, those of these names.
    """

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.of("start"):
            if entry["name"] not in own if own else entry["pid"] != outcome.main:
                starter = outcome.role(entry["pid"])
                return Finding(Verdict.FORBIDDEN, f"{starter} starts a process, {entry['name']}")
        return None

    return look
