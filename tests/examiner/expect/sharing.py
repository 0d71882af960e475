"""What was shared, and how."""

from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation


def sent_at_most(size: int) -> Expectation:
    """All processes together sent each other at most about that many bytes."""

    def look(outcome: Outcome) -> Finding | None:
        sent = sum(entry["bytes"] for entry in outcome.of("sent"))
        if sent <= size:
            return None
        return wrong(f"{sent:,} bytes were pickled or sent between processes, allowed are {size:,}")

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
    """Some process was started before the one before it had been joined."""

    def look(outcome: Outcome) -> Finding | None:
        servers = {process.pid for process in outcome.processes.values() if process.server}
        running: set[int] = set()
        for entry in outcome.of("start", "call"):
            if entry["kind"] == "start" and entry["child"] not in servers:
                running.add(entry["child"])
                if len(running) > 1:
                    return None
            elif entry["kind"] == "call" and entry["plain"] == "process.join()":
                running.discard(entry["whom"])
        return wrong("each worker process was joined before the next one was started")

    return look
