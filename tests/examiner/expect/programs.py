"""What a whole program's processes did."""

from examiner.expect.findings import wrong
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


def worked(number: int, did: str, name: str) -> Expectation:
    """Exactly so many child processes came to a Meeting of that name; the first process did not."""

    def look(outcome: Outcome) -> Finding | None:
        pids = {entry["pid"] for entry in outcome.of("work") if entry["name"] == name}
        if outcome.main in pids:
            return wrong(f"main {did} itself; its child processes shall")
        return crew_of(number, len(pids), did, outcome)

    return look


def crew_of(number: int, count: int, did: str, outcome: Outcome) -> Finding | None:
    """Return what is wrong if not so many child processes did something, but `count`.

    A controlled schedule may leave all the work to one of them.
    """
    if count == number or (count < number and outcome.job.control is not None):
        return None
    return wrong(f"{count} child processes {did}, expected {number}")


def kept_its_data() -> Expectation:
    """What was to be replaced is still bound at the program's top: constants, functions."""

    def look(outcome: Outcome) -> Finding | None:
        [unbound] = outcome.values("unbound") or ["[]"]
        if unbound == "[]":
            return None
        names = unbound.strip("[]").replace("'", "")
        return wrong(f"at the program's top there is no {names} any more")

    return look


CODES = (
    "both-queues-full", "empty-is-not-done", "join-before-drain", "killed-with-lock",
    "lost-update", "needs-fork", "open-write-end", "too-few-sentinels",
)  # fmt: skip
"""What a drill's mistake may be called."""


def guessed(name: str, code: str) -> Expectation:
    """The scene reported that code under that name; a finding doesn't give it away."""

    def look(outcome: Outcome) -> Finding | None:
        [got] = outcome.values(name) or ["None"]
        guess = got.strip("'").strip().lower().replace("_", "-")
        if guess == code:
            return None
        if guess in CODES:
            return wrong(f"{name} is {got}, and that was not it")
        return wrong(f"{name} is {got}, which is none of the codes: {', '.join(CODES)}")

    return look
