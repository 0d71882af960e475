"""What to take away: one thing to keep, one to stop, one to start."""

from dataclasses import dataclass

from interview.performance import Performance
from interview.scores import WEIGHTY, Proposal

_START = {
    "communication": "asking about empty, huge and odd input, and who else uses the channel",
    "problem-solving": "running a case for each sentence of the contract before you hand in",
    "technical": "learning the key facts that you missed, until you can say them in your own words",
    "testing": "listing kinds of input before you hand in: none, one, many, falsy, late, killed",
    "quality": "reading your code once as a colleague would, before you hand it in",
    "concurrency": "writing down for each wait who ends it, and what if that one is gone",
}
"""Dimension → what to start."""


def _keep(dimension: str, e: Performance) -> str:
    """Return what the candidate did well, `""` if nothing of it was seen."""
    if dimension == "communication":
        return f'asking before you build, as with "{e.asked[0]}"' if e.asked else ""
    if dimension == "problem-solving":
        return "getting to a right answer in the time" if e.solved else ""
    if dimension == "technical":
        return "explaining how the tools behave underneath" if e.said else ""
    if dimension == "testing":
        return f"naming what would break the code, as with {e.named[0]}" if e.named else ""
    if dimension == "quality":
        return "writing code that reads well" if not e.findings else ""
    return "saying who waits for whom" if e.names_waits else ""


def _stop(dimension: str, e: Performance) -> str:
    """Return what the candidate did that cost the most."""
    if dimension == "communication":
        return "coding before a plan has been said" if e.asked else "coding before you have asked"
    if dimension == "problem-solving":
        return f"handing in before you have tried this: {e.failures[0].title}" if e.failures else ""
    if dimension == "technical":
        return "leaving out how the tools behave, and why"
    if dimension == "testing":
        return "trusting the example alone" if e.example_runs else "handing in what was never run"
    if dimension == "quality":
        return f"leaving things such as this: {e.findings[0]}" if e.findings else ""
    if e.crutches:
        return f"mending waits with a sleep or a daemon: {e.crutches[0]}"
    if any(check.worst == "deadlock" for check in e.failures):
        return "handing in waits whose end you have not looked for"
    return f"handing in before you have tried this: {e.failures[0].title}" if e.failures else ""


@dataclass(frozen=True)
class Advice:
    """Three things at most; a text is empty where there is nothing to say."""

    keep: str = ""
    stop: str = ""
    start: str = ""


def advise(proposals: tuple[Proposal, ...], shown: Performance) -> Advice:
    """Return what to keep (of the best), to stop (of the worst) and to start (of the next)."""
    order = {key: n for n, key in enumerate(reversed(WEIGHTY))}
    scored = [(p.score, order[p.dimension], p.dimension) for p in proposals if p.score is not None]
    best = [key for score, _, key in sorted(scored, reverse=True) if score >= 3]
    worst = [key for score, _, key in sorted(scored, key=lambda s: (s[0], -s[1])) if score < 4]
    low = [key for score, _, key in scored if score <= 2]
    if not shown.touched:
        return Advice(start="writing down a first version early, however little it does")
    stop = next((key for key in worst if key in low and _stop(key, shown)), "")
    said = {"concurrency"} if shown.names_waits else set()
    start = next((key for key in worst if key not in {stop, *said}), "") or stop
    return Advice(
        next((text for key in best if (text := _keep(key, shown))), ""),
        _stop(stop, shown) if stop else "",
        _START[start] if start else "",
    )
