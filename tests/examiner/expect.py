"""What checks may ask of an outcome. Each function returns an expectation."""

from collections import Counter
from collections.abc import Sequence

from examiner.judging import Expectation
from examiner.labels import label
from examiner.outcome import Entry, Outcome
from examiner.stage.props import chained
from examiner.verdicts import Finding, Verdict


def wrong(message: str) -> Finding:
    """Return a finding of the verdict `wrong`."""
    return Finding(Verdict.WRONG, message)


def handled(items: Sequence[object]) -> Expectation:
    """Exactly these items were handled, one by one, in this order, before the answer returned."""
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        entries = outcome.of("handle")
        finding = compare([entry["item"] for entry in entries], expected, "handled")
        return finding or _overlapping(outcome) or _too_late(outcome, entries)

    return look


def _overlapping(outcome: Outcome) -> Finding | None:
    before = None
    for entry in outcome.of("handle", "handled"):
        if entry["kind"] == "handle" and before is not None and before["kind"] == "handle":
            return wrong(
                f"{entry['item']} was handled while {before['item']} was still being handled"
            )
        before = entry
    return None


def handled_by_all(items: Sequence[object]) -> Expectation:
    """These items were handled, in any order: several processes share the work."""
    expected = Counter(label(item) for item in items)

    def look(outcome: Outcome) -> Finding | None:
        got = Counter(entry["item"] for entry in outcome.of("handle"))
        if got == expected:
            return None
        lost, extra = list((expected - got).elements()), list((got - expected).elements())
        what = f"never handled: {_some(lost)}" if lost else f"handled too often: {_some(extra)}"
        return wrong(f"{got.total()} of {expected.total()} items handled; {what}")

    return look


def _too_late(outcome: Outcome, entries: list[Entry]) -> Finding | None:
    returns = outcome.answered("return")
    late = [e for e in entries if returns and e["t"] > returns[-1]["t"]]
    if not late:
        return None
    function = returns[-1]["function"]
    message = (
        f"{function}() returned with {len(entries) - len(late)} of {len(entries)} items handled; "
        f"{late[0]['item']} came later"
    )
    return Finding(Verdict.EARLY, message)


def compare(got: list[str], expected: list[str], verb: str) -> Finding | None:
    """Return what is wrong with a sequence of labels, None if nothing is."""
    if got == expected:
        return None
    if got == expected[: len(got)]:
        missing = f"; the first that is missing is {expected[len(got)]}"
        return Finding(
            Verdict.EARLY, f"stopped early: {len(got)} of {len(expected)} items {verb}{missing}"
        )
    lost, extra = Counter(expected) - Counter(got), Counter(got) - Counter(expected)
    if not lost and not extra:
        first = next(i for i, (a, b) in enumerate(zip(got, expected, strict=True)) if a != b)
        return wrong(
            f"{verb} in the wrong order: {got[first]} came where {expected[first]} belongs"
        )
    parts = []
    if lost:
        parts.append(f"never {verb}: {_some(list(lost.elements()))}")
    if extra:
        parts.append(f"{verb} but not asked for: {_some(list(extra.elements()))}")
    return wrong("; ".join(parts))


def _some(labels: list[str]) -> str:
    shown = ", ".join(labels[:5])
    return shown if len(labels) <= 5 else f"{shown} and {len(labels) - 5} more"


def tallied(count: int) -> Expectation:
    """A Tally counted the integers 0 … count−1, in order, in one process."""
    chain = 0
    for item in range(count):
        chain = chained(chain, item)

    def look(outcome: Outcome) -> Finding | None:
        tallies = outcome.report.get("tallies", [])
        total = sum(tally[1] for tally in tallies)
        if total != count:
            verdict = Verdict.EARLY if total < count else Verdict.WRONG
            return Finding(verdict, f"{total:,} of {count:,} items handled")
        if len(tallies) != 1:
            return wrong(f"{len(tallies)} processes handled items, one should")
        return None if tallies[0][2] == chain else wrong("items are altered or in the wrong order")

    return look


def value(name: str, expected: object, meaning: str) -> Expectation:
    """The scene reported this value once; `meaning` says what the value is."""
    shown = label(expected)

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values(name)
        if got == [shown]:
            return None
        return wrong(f"{meaning} is {got[0] if got else 'missing'}, expected {shown}")

    return look


def returned(expected: object) -> Expectation:
    """Every call of the answer's function returned this value."""
    shown = label(expected)

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.answered("return"):
            if entry["value"] != shown:
                return wrong(f"{entry['function']}() returned {entry['value']}, expected {shown}")
        if not outcome.answered("return"):
            return wrong("it did not return")
        return None

    return look


def raised_in_turn(kinds: Sequence[str]) -> Expectation:
    """The calls of the answer's function raised these exceptions, one each."""

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["type"] for entry in outcome.answered("raise")]
        if got == list(kinds):
            return None
        return wrong(f"raised: {', '.join(got) or 'nothing'}; expected: {', '.join(kinds)}")

    return look


def apart(seconds: float) -> Expectation:
    """Each call of on_idle comes at least that long after the handling or idling before it."""

    def look(outcome: Outcome) -> Finding | None:
        last: dict[int, float] = {}
        for entry in outcome.of("answer", "handled", "idled", "idle"):
            moment, pid = outcome.seconds(entry), entry["pid"]
            if (
                entry["kind"] == "idle"
                and moment - last.get(pid, -1.0) < seconds * _CLOCK_TOLERANCE
            ):
                waited = moment - last[pid]
                return wrong(
                    f"on_idle was called after {waited:.3f} s of silence, "
                    f"the timeout is {seconds} s"
                )
            last[pid] = moment
        return None

    return look


_CLOCK_TOLERANCE = 0.95
"""A timed wait may end a little early by another clock than ours."""


def idled(at_least: int, at_most: int | None = None) -> Expectation:
    """on_idle was called that often."""

    def look(outcome: Outcome) -> Finding | None:
        calls = len(outcome.of("idle"))
        if calls < at_least:
            return wrong(f"on_idle was called {calls} times, expected at least {at_least}")
        if at_most is not None and calls > at_most:
            return wrong(f"on_idle was called {calls} times, expected at most {at_most}")
        return None

    return look


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


def never_ahead_by_more_than(limit: int) -> Expectation:
    """At no moment more than `limit` items were taken from the source and not yet handled."""

    def look(outcome: Outcome) -> Finding | None:
        ahead = worst = 0
        for entry in outcome.of("pull", "handled"):
            ahead += 1 if entry["kind"] == "pull" else -1
            worst = max(worst, ahead)
        if worst <= limit:
            return None
        return wrong(
            f"{worst} items were taken from the source and not yet handled, allowed are {limit}"
        )

    return look


def grown_by_less_than(size: int) -> Expectation:
    """No process's memory grew by more, in bytes, between its first and its last look."""

    def look(outcome: Outcome) -> Finding | None:
        first: dict[int, int] = {}
        for entry in outcome.of("memory-use"):
            grown = entry["bytes"] - first.setdefault(entry["pid"], entry["bytes"])
            if grown > size:
                return wrong(
                    f"{outcome.role(entry['pid'])} grew by {grown >> 20} MB, "
                    f"allowed are {size >> 20}"
                )
        return None if first else wrong("nothing was measured")

    return look


def received(items: Sequence[object], died: Sequence[object]) -> Expectation:
    """`run` returned (items, True), or (died, False) if an item killed the sender on the way."""

    def look(outcome: Outcome) -> Finding | None:
        fate = (list(died), False) if outcome.of("killed") else (list(items), True)
        expected = label(fate)
        for entry in outcome.answered("return"):
            if entry["value"] != expected:
                cut = not outcome.of("killed") and _is_prefix(entry["value"], expected)
                verdict = Verdict.EARLY if cut else Verdict.WRONG
                return Finding(verdict, f"run() returned {entry['value']}, expected {expected}")
        return None if outcome.answered("return") else wrong("run() did not return")

    return look


def _is_prefix(got: str, expected: str) -> bool:
    """Is a returned `([…], …)` cut short? Labels of plain lists are read as text."""
    inner, wanted = got.partition("]")[0], expected.partition("]")[0]
    return got.startswith("([") and inner != wanted and wanted.startswith(inner)


def sent_by_a_child() -> Expectation:
    """A child process of the caller sent something over a connection."""

    def look(outcome: Outcome) -> Finding | None:
        senders = {e["pid"] for e in outcome.of("call") if e["plain"].startswith("connection.send")}
        children = {entry["child"] for entry in outcome.of("start") if entry["pid"] == outcome.main}
        return (
            None
            if senders & children
            else wrong("no child process sent anything over a connection")
        )

    return look


def handled_in_calls(batches: Sequence[Sequence[object]]) -> Expectation:
    """Each call of the answer's function handled its own batch, all of it, before it returned."""

    def look(outcome: Outcome) -> Finding | None:
        calls: list[list[str]] = []
        for entry in outcome.of("answer", "handle"):
            if entry["kind"] == "answer" and entry["phase"] == "begin":
                calls.append([])
            elif entry["kind"] == "handle" and calls:
                calls[-1].append(entry["item"])
        for number, batch in enumerate(batches):
            got = calls[number] if number < len(calls) else []
            finding = compare(got, [label(item) for item in batch], f"handled in call {number + 1}")
            if finding:
                return finding
        return None

    return look


def no_process() -> Expectation:
    """The answer started no process."""

    def look(outcome: Outcome) -> Finding | None:
        return wrong("a process was started") if outcome.of("start") else None

    return look


def counted(number: int) -> Expectation:
    """A SizeWatch handled that many items, in order."""

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["number"] for entry in outcome.of("size")]
        return compare([str(n) for n in got], [str(n) for n in range(number)], "handled")

    return look
