"""A failed trial in a few lines: the sentence, who waits for whom, the little picture."""

import math

from examiner.facts import wrapping
from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation, Outcome, thread_role
from examiner.facts.verdicts import Blocked, Finding, Verdict
from examiner.telling import diagnosis, haste, lost, matters, steps, timeline
from examiner.telling.chronicle import chronicle

WITHOUT_A_NAME = "Nobody can go on. Who waits, and on which line, is below; DIAGNOSIS asks why."
"""The sentence of a deadlock whose cause the learner has to find out."""

WIDTH = 76
"""Columns that an explanation takes at most, its own indent not counted."""

_STACK = 8
"""Frames shown of each process's stack."""


def waiting(outcome: Observation) -> list[Blocked]:
    """Return who waited for whom when a trial was ended, nothing if it ended by itself."""
    return diagnosis.blocked(outcome) if outcome.hung else []


def headline(outcome: Observation, finding: Finding) -> str:
    """Return the verdict in words, with how long it took to prove."""
    if finding.verdict is not Verdict.DEADLOCK:
        return str(finding.verdict)
    if outcome.control:
        return "deadlock, proved"
    if outcome.calls_known_until < math.inf:
        return "deadlock, proved"  # not every step is in the log
    steps = [entry["t"] for entry in outcome.log if entry["kind"] != "dump"]
    latency = outcome.duration - outcome.since_begin(max(steps, default=outcome.begun))
    return f"deadlock, proved {latency:.2f} s after the last step"


def explain(outcome: Observation, finding: Finding, rows: list[Blocked]) -> list[str]:
    """Return the lines that say what happened in a failed check."""
    lines = wrapped(finding.message) + _inputs(outcome) + cut_short(outcome)
    if finding.verdict is Verdict.WRONG and (update := lost.told(outcome)):
        lines += wrapped(update)
    if rows:
        lines += ["", *_who_waits(outcome, rows)]
    if finding.verdict in (Verdict.TIMEOUT, Verdict.BUSY_WAIT):
        lines += _stacks(outcome)
    if outcome.control and (matters := what_matters(outcome, rows)):
        lines += ["", *matters]
    return lines


def _inputs(outcome: Observation) -> list[str]:
    """Return the line that says with which numbers the answer's function was called."""
    if not isinstance(outcome, Outcome):
        return []
    named = dict.fromkeys(name for names in outcome.job.contract.values() for name in names)
    inputs = outcome.job.inputs
    numbers = [f"{name}={inputs[name]}" for name in named if type(inputs.get(name)) is int]
    return wrapped(f"(with {', '.join(numbers)})") if numbers else []


def cut_short(outcome: Observation) -> list[str]:
    """Return the lines that say which waits ran out at once, by the grader's doing."""
    return [line for sentence in haste.told(outcome) for line in wrapped(sentence)]


def what_matters(outcome: Observation, rows: list[Blocked]) -> list[str]:
    """Return the lines that say which steps of a controlled run matter, none if all do."""
    if not outcome.control.get("deviations"):
        return wrapped(_PLAIN)
    matter = matters.matter(outcome, rows)
    return wrapped(" · ".join(matter)) if matter else []


_PLAIN = "Nobody is interrupted in this schedule: each goes on until it has to wait."
"""Of a run that does not deviate from the plain schedule."""


def picture(outcome: Observation, finding: Finding, rows: list[Blocked]) -> list[str]:
    """Return the picture of a failed check, where order in time says something."""
    if outcome.control:
        return steps.picture(outcome, [(row.role, row.call) for row in rows], WIDTH)
    wanted = (Verdict.DEADLOCK, Verdict.TIMEOUT, Verdict.EARLY, Verdict.CRASHED)
    if finding.verdict in wanted or (finding.verdict is Verdict.WRONG and lost.told(outcome)):
        return timeline.picture(chronicle(outcome, rows), WIDTH)
    return []


def wrapped(text: str, indent: str = "") -> list[str]:
    """Return a text in lines as an explanation has them."""
    return wrapping.wrapped(text, WIDTH, indent) or [""]


def _who_waits(outcome: Observation, rows: list[Blocked]) -> list[str]:
    roles = max(len(row.role) for row in rows)
    calls = max(len(row.call) for row in rows)
    verbs = max(len(_verb(row)) for row in rows)
    lines = []
    for row in rows:
        place = f"{row.file}:{row.line}" if row.file else ""
        if row.graders:
            place = "(the grader's side)"
        head = f"{row.role:<{roles}}  {_verb(row):<{verbs}} {row.call:<{calls}}"
        if len(f"{head}  {place}") <= WIDTH:
            lines.append(f"{head}  {place}".rstrip())
        else:
            lines += [head.rstrip()[:WIDTH], " " * (roles + 2) + place]
        if row.why:
            lines += wrapped(row.why, " " * (roles + 2))
    return lines


def _verb(row: Blocked) -> str:
    return {"exiting": "is", diagnosis.HELD: "waits for"}.get(row.call, "waits in")


def _stacks(outcome: Observation) -> list[str]:
    """Return where each thread is, as far as it is in the answer's code."""
    lines = []
    for dump in outcome.dumps():
        for thread in dump["threads"]:
            frames = [frame for frame in thread["stack"] if outcome.is_answer(frame[0])]
            if not frames:
                continue
            thread_name = "" if thread["thread"] == "main" else thread["thread"]
            name = thread_role(outcome.role(dump["pid"]), thread_name)
            lines += ["", f"{name} is here:"]
            calls = [f"    {outcome.place(f[0])}:{f[1]} in {f[2]}" for f in frames[:_STACK]]
            lines += [call[:WIDTH] for call in calls]
    return lines


def printed(outcome: Observation) -> str:
    """Return what the trial printed, fit for a terminal."""
    parts = []
    for name, title in (("out", "stdout"), ("err", "stderr")):
        text = outcome.printed(name)
        if isinstance(outcome, Outcome):  # which runs a copy
            text = text.replace(outcome.folder, outcome.job.answers)
        if text:
            size = outcome.report["output"][name]["size"]
            parts.append(f"{title} ({size:,} bytes):\n{harmless(text, 20_000)}")
    return "\n".join(parts)
