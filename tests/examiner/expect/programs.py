"""What a whole program's processes did."""

from collections import Counter
from collections.abc import Iterator

from examiner.expect.findings import wrong
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def children(at_least: int) -> Expectation:
    """That many child processes, managers' servers aside, ran to their own end.

    A pool may end its idle workers instead.
    """

    def look(outcome: Outcome) -> Finding | None:
        dismissed = {entry["child"] for entry in outcome.of("dismiss")}
        count = sum(
            process.pid != outcome.main
            and not process.server
            and (process.down or process.pid in dismissed)
            for process in outcome.processes.values()
        )
        if count >= at_least:
            return None
        return wrong(f"{count} child processes ran to their end, expected at least {at_least}")

    return look


def ended_by_themselves() -> Expectation:
    """Nobody ended a process that had not ended already; a pool may, its idle workers."""

    def look(outcome: Outcome) -> Finding | None:
        over = {entry["pid"]: entry["t"] for entry in outcome.of("down")}
        dismissed = {entry["child"] for entry in outcome.of("dismiss")}
        for entry in outcome.of("call"):
            whom = entry["whom"]
            if entry["plain"] not in _BY_FORCE or whom in dismissed:
                continue
            if over.get(whom, entry["begun"]) >= entry["begun"]:
                return wrong(f"{outcome.role(entry['pid'])} ends {outcome.role(whom)} by force")
        return None

    return look


_BY_FORCE = ("process.terminate()", "process.kill()")


def never_holding_more_than(limit: int) -> Expectation:
    """No child had taken that many items more than it had passed on.

    Only of children that pass on one item for each that they take can this be told.
    """

    def look(outcome: Outcome) -> Finding | None:
        held: Counter[int] = Counter()
        most: Counter[int] = Counter()
        for entry in outcome.of("call"):
            pid, step = entry["pid"], _TAKEN.get(entry["plain"], 0)
            if pid != outcome.main and entry["end"] == "ok":
                held[pid] += step
                most[pid] = max(most[pid], held[pid])
        for pid, number in most.items():
            if number > limit and held[pid] <= _END_MARK:
                return wrong(
                    f"{outcome.role(pid)} had taken {number} items and passed on none of them, "
                    f"allowed are {limit}"
                )
        return None

    return look


_TAKEN = {"queue.get()": 1, "connection.recv()": 1, "queue.put()": -1, "connection.send()": -1}

_END_MARK = 1


def never_waiting_by_more_than(limit: int, takers: int) -> Expectation:
    """At no moment more than `limit` items had been put into a queue and not been taken out.

    `takers` are the processes that take: each may have one that it has not told of yet.
    """

    def look(outcome: Outcome) -> Finding | None:
        waiting: dict[str, int] = {}
        for entry in outcome.of("call"):
            key, step = entry["key"], _STEPS.get(entry["plain"], 0)
            if not step or not key or entry["end"] != "ok":
                continue
            waiting[key] = waiting.get(key, 0) + step
            if waiting[key] > limit + takers:
                return wrong(f"{waiting[key]} items waited in a queue, allowed are {limit}")
        return None

    return look


_STEPS = {"queue.put()": 1, "queue.get()": -1}


def no_join_in_vain(seconds: float) -> Expectation:
    """Nobody gave up joining, before it read anything, processes that waited to be read.

    One such join of that many seconds may be bad luck on a busy machine, two are a method.
    """

    def look(outcome: Outcome) -> Finding | None:
        vain = [join for join in _joins_before_reading(outcome) if _stuck(outcome, join) > seconds]
        if len(vain) < 2:
            return None
        whom = " and ".join(outcome.role(join["whom"]) for join in vain[:2])
        return wrong(
            f"{outcome.role(vain[0]['pid'])} joined {whom}, which could not end, and gave up after "
            f"{_stuck(outcome, vain[1]):.1f} s"
        )

    return look


def _joins_before_reading(outcome: Outcome) -> Iterator[Entry]:
    """Yield the joins of those who have not taken anything out of a queue before."""
    readers = set()
    for entry in outcome.of("call"):
        if entry["plain"] == "queue.get()":
            readers.add(entry["pid"])
        elif entry["plain"] == "process.join()" and entry["pid"] not in readers:
            yield entry


def _stuck(outcome: Outcome, join: Entry) -> float:
    """Return how long a join lasted after its process had put its data, if that did not end."""
    ended = {entry["pid"]: entry["t"] for entry in outcome.of("down")}
    if ended.get(join["whom"], join["t"]) < join["t"]:
        return 0.0
    return float(join["t"] - max(join["begun"], _last_put(outcome, join))) / 1e9


def _last_put(outcome: Outcome, join: Entry) -> int:
    """Return when the joined process put something, and did no more, before the join ended."""
    own = [e for e in outcome.log if e["pid"] == join["whom"] and e["t"] < join["t"]]
    puts = own and own[-1]["kind"] == "call" and own[-1]["plain"] == "queue.put()"
    return int(own[-1]["t"]) if puts else int(join["t"])


def guessed(name: str, expected: str) -> Expectation:
    """The scene reported this value under that name; a finding doesn't give it away."""

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values(name)
        if got == [repr(expected)]:
            return None
        return wrong(f"{name} is {got[0] if got else 'missing'}, and that was not it")

    return look
