"""A trace as a page to look at."""

import itertools
import platform
from collections.abc import Iterator

from examiner.facts.labels import harmless
from examiner.showing.page import cards, document
from examiner.showing.page.stories import Fact, Head, Story
from examiner.telling import diagnosis
from examiner.telling.chronicle import chronicle
from examiner.trace.printing import count, reason, rows_of, sentence_of, summary
from examiner.trace.tracer import Program, Traced

_MOODS = {"deadlock": "bad", "deadline": "doubtful", "interrupted": "doubtful"}

_VERDICTS = {
    "deadlock": "deadlock, proved",
    "deadline": "not finished at the deadline",
    "interrupted": "interrupted",
}


def as_html(program: Program, traced: Traced) -> str:
    """Return everything that was seen as one self-contained page."""
    told = cards.cards(stories(program, traced), itertools.count(1))
    return document.page(head(program, traced), cards.whole(told))


def head(program: Program, traced: Traced) -> Head:
    """Return what stands at the top."""
    outcome = traced.outcome
    assert outcome is not None
    words = [program.path.name, *program.arguments]
    facts = (
        Fact("Processes", str(count(outcome))),
        Fact("Seconds", f"{outcome.duration:.3f}"),
        Fact("Exit code", str(traced.code)),
        Fact("Start method", program.method or "Python’s own choice"),
        Fact("Python", f"{platform.python_version()}, {platform.system()}"),
    )
    mood, verdict = _verdict(traced)
    return Head("Trace of a program", " ".join(words), mood, verdict, facts)


def _verdict(traced: Traced) -> tuple[str, str]:
    if traced.ending != "self":
        return _MOODS[traced.ending], _VERDICTS[traced.ending]
    if traced.partial:
        return "bad", "partial deadlock"
    if traced.code:
        return "bad", f"no deadlock, but {diagnosis.ending(traced.code)}"
    outcome = traced.outcome
    failed = outcome.of("error") if outcome is not None else []
    if outcome is not None and failed:
        first = failed[0]
        error = harmless(first["type"], 60)
        return "doubtful", f"no deadlock, but {outcome.role(first['pid'])} raised {error}"
    return "good", "no deadlock"


def stories(program: Program, traced: Traced) -> Iterator[Story]:
    """Yield a story for each group that was stuck while others ran, and one for the whole."""
    for outcome, stuck in traced.partial:
        rows = rows_of(outcome, stuck)
        yield Story(
            "bad", f"Stuck after {outcome.duration:.1f} s, while others ran", "partial deadlock",
            f"{diagnosis.situation(outcome, rows)} {reason(outcome, stuck)}", rows=tuple(rows),
            chronicle=chronicle(outcome, rows),
        )  # fmt: skip
    whole = traced.outcome
    assert whole is not None
    rows = diagnosis.blocked(whole) if traced.ending != "self" else []
    mood, verdict = _verdict(traced)
    sentence = sentence_of(traced, rows)
    if not program.events:
        sentence = "Nobody looked at its calls: with --no-events there is no picture."
    yield Story(
        mood, "What its processes did", verdict, sentence, remark=summary(traced),
        rows=tuple(rows), chronicle=chronicle(whole, rows),
    )  # fmt: skip
