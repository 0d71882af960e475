"""What to take away: one thing to keep, one to stop, one to start."""

from dataclasses import dataclass

from interview.rubric import RUBRIC
from interview.scores import Proposal

_WORDS = {
    "communication": (
        "asking before you build: it showed in what you built",
        "starting to code before the task is clear",
        "asking about empty, huge and odd input, and about who else uses the channel, every time",
    ),
    "problem-solving": (
        "getting to a working answer in the time",
        "polishing what works while something else is still broken",
        "saying the smallest program that could work, writing that, and then hardening it",
    ),
    "technical": (
        "explaining how the tools behave underneath",
        "answering from memory of the names alone",
        "reading the key facts that you missed, and saying each of them aloud in your own words",
    ),
    "testing": (
        "naming what would break the code before it is run",
        "trusting one run of the example",
        "listing kinds of input before you hand in: none, one, many, falsy, late, twice, killed",
    ),
    "concurrency": (
        "saying who waits for whom",
        "handing in waits that you cannot explain; a sleep or a daemon only hides them",
        "writing down for each blocking call who ends its wait, and what if that one is gone",
    ),
}
"""Dimension → what to keep, to stop and to start."""


@dataclass(frozen=True)
class Advice:
    """Three things at most; a text is empty where there is nothing to say."""

    keep: str = ""
    stop: str = ""
    start: str = ""


def advise(proposals: tuple[Proposal, ...]) -> Advice:
    """Return what to keep (of the best), to stop (of the worst) and to start (of the next)."""
    order = {dimension.key: n for n, dimension in enumerate(RUBRIC)}
    # Among equals the later dimension weighs more: concurrency is what this is about.
    scored = [(p.score, order[p.dimension], p.dimension) for p in proposals if p.score is not None]
    best = [key for score, _, key in sorted(scored, reverse=True) if score >= 3]
    worst = [key for score, _, key in sorted(scored, key=lambda s: (s[0], -s[1])) if score < 4]
    low = [key for score, _, key in scored if score <= 2]
    stop = next((key for key in worst if key in low), "")
    start = next((key for key in worst if key != stop), "") or stop
    return Advice(
        _WORDS[best[0]][0] if best else "",
        _WORDS[stop][1] if stop else "",
        _WORDS[start][2] if start else "",
    )
