"""Proposes scores from evidence, and the band with the evidence that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from interview.performance import Performance
from interview.rubric import HINT_CAPS, RUBRIC

STRONG_HIRE, HIRE, NO_HIRE, STRONG_NO = "strong hire", "hire", "no hire", "strong no"
BANDS = (STRONG_HIRE, HIRE, NO_HIRE, STRONG_NO)
NOT_JUDGED = "not judged"

MOST_REASONS = 2
"""Pieces of evidence that are told with the band."""

_SLOW = 1.5
"""Share of the coding time from which on it counts as more time."""

_TRIALS = 3
"""Failed runs of the hidden checks while coding that make it an answer by trial."""


@dataclass(frozen=True)
class Proposal:
    """A score with what speaks for it, the weightiest first."""

    dimension: str
    score: int | None
    """None where there is no evidence."""
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Judgement:
    """The whole: a band, and what decides it."""

    band: str
    because: tuple[str, ...]
    proposals: tuple[Proposal, ...]


def judge(shown: Performance) -> Judgement:
    """Return proposed scores and the band."""
    proposals = tuple(_PROPOSE[dimension.key](shown) for dimension in RUBRIC)
    band, because = _band(shown, {proposal.dimension: proposal for proposal in proposals})
    return Judgement(band, tuple(dict.fromkeys(because))[:MOST_REASONS], proposals)


def _communication(e: Performance) -> Proposal:
    total = len(e.asked) + len(e.not_asked)
    told = (
        f"{len(e.asked)} of {total} questions worth asking were asked",
        f"{_count(e.approach, 'line')} on the approach before the code",
        *([f"{_count(e.decided, 'open point')} decided with a reason"] if e.decided else []),
    )
    share = len(e.asked) / total
    if share >= 0.6 and e.approach >= 2:
        score = 4
    elif share >= 0.3 and e.approach:
        score = 3
    else:
        score = 2 if e.asked or e.approach or e.decided else 1
    return Proposal("communication", score, told)


def _problem_solving(e: Performance) -> Proposal:
    if not e.checks:
        return Proposal("problem-solving", None, ("the hidden checks did not run",))
    passed = f"{e.passed} of {len(e.checks)} hidden checks passed"
    told = [passed, f"{_count(e.hints, 'hint')} taken"]
    if e.revealed:
        return Proposal("problem-solving", 1, ("the answer was revealed: unsolved", *told))
    if e.passed == len(e.checks):
        score = 4 if e.code_share <= _SLOW else 3
    elif e.passed == len(e.checks) - 1:
        score = 3
    else:
        score = 2 if e.passed * 2 >= len(e.checks) else 1
    if e.code_share > _SLOW:
        told.append(f"the code took {e.code_share:.1f} times its share of the clock")
    cap = min([4, *(most for hints, most in HINT_CAPS.items() if e.hints >= hints)])
    if cap < score:
        told.append(f"hint {e.hints} caps this score at {cap}")
    return Proposal("problem-solving", min(score, cap), tuple(told))


def _technical(e: Performance) -> Proposal:
    if not e.facts:
        return Proposal("technical", None, ("no follow-up question was answered",))
    share = e.hit / e.facts
    score = 4 if share >= 0.8 else 3 if share >= 0.5 else 2 if share >= 0.25 else 1
    return Proposal("technical", score, (f"{e.hit} of {e.facts} key facts in the follow-ups",))


def _testing(e: Performance) -> Proposal:
    total = len(e.named) + len(e.unnamed)
    told = [f"{len(e.named)} of {total} kinds of input that break such code were predicted"]
    if e.surprises:
        told.append(f"it broke, unpredicted, with {e.surprises[0]}")
    told.append(f"the example was run {_times(e.example_runs)} before handing in")
    share = len(e.named) / total
    if share >= 0.6:
        score = 3 if e.surprises else 4
    else:
        score = 3 if share >= 0.3 else 2 if e.named else 1
    return Proposal("testing", score, tuple(told))


def _concurrency(e: Performance) -> Proposal:
    if not e.checks:
        return Proposal("concurrency", None, ("the hidden checks did not run",))
    if e.crutches and not e.revealed:
        return Proposal("concurrency", 1, (f"a sleep or a daemon, {e.crutches[0]}",))
    told = [_failure(e) or "right under every start method that was tried"]
    told.append(
        "who waits for whom was said"
        if e.names_waits
        else "who waits for whom was never said in the approach or the answers"
    )
    gaps = len(e.checks) - e.passed
    trials = sum(status != "passed" for status in e.tried)
    if e.revealed or gaps * 2 > len(e.checks):
        score = 1
    elif gaps > 1 or trials >= _TRIALS:
        score = 2
    else:
        score = 3 if gaps or not e.names_waits else 4
    if trials >= _TRIALS:
        told.append(f"{trials} failed runs of the hidden checks on the way")
    return Proposal("concurrency", score, tuple(told))


_PROPOSE: dict[str, Callable[[Performance], Proposal]] = {
    "communication": _communication,
    "problem-solving": _problem_solving,
    "technical": _technical,
    "testing": _testing,
    "concurrency": _concurrency,
}


def _failure(e: Performance) -> str:
    """Return the failure that says most, in words."""
    if not e.failures:
        return ""
    check = e.failures[0]
    what = "a proved deadlock" if check.worst == "deadlock" else check.worst
    return f"{what} under {check.failed_under} in '{check.title}': {check.message.rstrip('.')}"


def _band(e: Performance, by: dict[str, Proposal]) -> tuple[str, list[str]]:
    """Return the band and what decides it, the weightiest first."""
    if not e.checks:
        return NOT_JUDGED, ["the hidden checks did not run"]
    if not e.solved:
        return _unsolved(e, by)
    weak = [proposal for proposal in by.values() if proposal.score == 1]
    if weak:
        return NO_HIRE, [f"it works, but: {weak[0].evidence[0]}"]
    scores = {key: proposal.score or 0 for key, proposal in by.items()}
    core = ("problem-solving", "technical", "concurrency")
    if all(scores[key] == 4 for key in core) and min(scores.values()) >= 3:
        return STRONG_HIRE, [by["concurrency"].evidence[0], by["technical"].evidence[0]]
    lowest = min(by.values(), key=lambda proposal: proposal.score or 0)
    return HIRE, [by["problem-solving"].evidence[0], f"held back by: {lowest.evidence[0]}"]


def _unsolved(e: Performance, by: dict[str, Proposal]) -> tuple[str, list[str]]:
    because = ["the answer was revealed"] if e.revealed else []
    if not e.touched:
        because.append("the starter was handed in as it was")
    because += [text for text in (_failure(e), by["problem-solving"].evidence[0]) if text]
    knows = by["technical"].score or 0
    hopeless = (e.revealed or not e.touched or e.passed * 3 < len(e.checks)) and knows <= 2
    return (STRONG_NO if hopeless else NO_HIRE), because


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _times(number: int) -> str:
    return {0: "not once", 1: "once", 2: "twice"}.get(number, f"{number} times")
