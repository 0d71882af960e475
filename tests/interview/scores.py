"""Proposes scores from evidence, and the band with the evidence that decides it."""

from collections.abc import Callable
from dataclasses import dataclass

from interview.performance import Performance
from interview.results import Severity
from interview.rubric import HINT_CAPS, RUBRIC

STRONG_HIRE, HIRE, LEAN_HIRE = "strong hire", "hire", "lean hire"
LEAN_NO_HIRE, NO_HIRE = "lean no hire", "no hire"
BANDS = (STRONG_HIRE, HIRE, LEAN_HIRE, LEAN_NO_HIRE, NO_HIRE)
NOT_JUDGED = "not judged"

_BY_MEAN = ((3.6, STRONG_HIRE), (3.0, HIRE), (2.5, LEAN_HIRE), (1.8, LEAN_NO_HIRE))
"""The least mean of the scores for each band; what was not shown counts 1."""

_BY_SEVERITY = {
    Severity.NONE: STRONG_HIRE,
    Severity.CORNER: HIRE,
    Severity.GAP: LEAN_HIRE,
    Severity.MAIN: LEAN_NO_HIRE,
}
"""The best band that the worst failure leaves."""

_CORE = ("problem-solving", "technical", "concurrency")
"""Dimensions without which nobody is hired."""

WEIGHTY = ("concurrency", "technical", "problem-solving", "testing", "communication", "quality")
"""All dimensions, those that weigh most first."""

_CLAIMED = {True: "is claimed, and counts", False: "are claimed, and count"}

_UNTOUCHED = "the starter was handed in as it was"

_FEW = 2
"""Failures, or dimensions of which nothing was shown, that are told from many."""

_SHARE = 4
"""A band falls where more than one check in so many fails everywhere."""

_SLOW = 1.5
"""Share of the coding time from which on it counts as more time."""

_TRIALS = 3
"""Failed runs of the hidden checks while coding that make it an answer by trial."""

_MOST_FINDINGS = ((4, 0), (3, 2), (2, 5))
"""Score for code quality → the most things to ask about."""

_TOLD_FINDINGS = 3
"""Of these that are told as evidence."""


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
    return Judgement(band, tuple(because), proposals)


def _communication(e: Performance) -> Proposal:
    total = len(e.asked) + len(e.not_asked) + len(e.unclear)
    perhaps = f", and perhaps {len(e.unclear)} more" if e.unclear else ""
    steps = len(e.planned) + len(e.not_planned)
    told = (
        f"{len(e.asked)} of {total} questions worth asking were asked{perhaps}",
        f"{len(e.planned)} of {steps} steps of a good plan were said before the code",
    )
    asked, planned = len(e.asked) / max(total - len(e.unclear), 1), len(e.planned) / steps
    if asked >= 0.6 and planned >= 0.4:
        score = 4
    elif asked >= 0.3 and e.planned:
        score = 3
    else:
        score = 2 if e.asked or e.planned else 1
    return Proposal("communication", score, told)


def _problem_solving(e: Performance) -> Proposal:
    if not e.checks:
        return Proposal("problem-solving", None, ("the hidden checks did not run",))
    if not e.touched:
        return Proposal("problem-solving", 1, (_UNTOUCHED,))
    passed = f"{e.passed} of {len(e.checks)} hidden checks passed"
    told = [passed, f"{_count(e.hints, 'hint')} taken"]
    if e.revealed:
        return Proposal("problem-solving", 1, ("the answer was revealed: unsolved", *told))
    score = _solved(e)
    if e.code_share > _SLOW:
        told.append(f"the code took {e.code_share:.1f} times its share of the clock")
    cap = min([4, *(most for hints, most in HINT_CAPS.items() if e.hints >= hints)])
    if cap < score:
        told.append(f"hint {e.hints} caps this score at {cap}")
    return Proposal("problem-solving", min(score, cap), tuple(told))


def _solved(e: Performance) -> int:
    """Return the score for how much of it works, whatever it took."""
    failed = len(e.failures)
    if e.passed == len(e.checks):
        return 4 if e.code_share <= _SLOW else 3
    if e.severity is Severity.CORNER:
        return 3 if failed <= _FEW else 2
    if e.severity is Severity.GAP and failed == 1:
        return 3
    return 2 if e.passed * 2 >= len(e.checks) else 1


def _technical(e: Performance) -> Proposal:
    if not e.facts:
        return Proposal("technical", None, ("no follow-up question was answered",))
    share = (e.said + e.claimed / 2) / e.facts
    score = 4 if share >= 0.8 else 3 if share >= 0.5 else 2 if share >= 0.25 else 1
    told = f"{e.said} of {e.facts} key facts were in the answers"
    if e.claimed:
        told += f"; {e.claimed} more {_CLAIMED[e.claimed == 1]} half"
    return Proposal("technical", score, (told,))


def _testing(e: Performance) -> Proposal:
    total = len(e.named) + len(e.unnamed)
    told = [f"{len(e.named)} of {total} kinds of input that break such code were predicted"]
    if e.surprises and e.touched:
        told.append(f"it broke with what was not predicted: {e.surprises[0]}")
    told.append(f"the example {_times(e.example_runs)} before handing in")
    share = len(e.named) / total
    if share >= 0.6:
        score = 3 if e.surprises else 4
    else:
        score = 3 if share >= 0.3 else 2 if e.named else 1
    return Proposal("testing", score, tuple(told))


def _quality(e: Performance) -> Proposal:
    if not e.touched:
        return Proposal("quality", None, ("nothing was written",))
    found = len(e.findings)
    score = next((score for score, most in _MOST_FINDINGS if found <= most), 1)
    told = [str(finding) for finding in e.findings[:_TOLD_FINDINGS]]
    if found > _TOLD_FINDINGS:
        told.append(f"and {found - _TOLD_FINDINGS} more to ask about")
    return Proposal(
        "quality", score, tuple(told) or ("nothing to ask about in names and structure",)
    )


def _concurrency(e: Performance) -> Proposal:
    if not e.checks:
        return Proposal("concurrency", None, ("the hidden checks did not run",))
    if not e.touched:
        return Proposal("concurrency", 1, (_UNTOUCHED,))
    told = ["right under every start method that was tried"]
    if e.failures:
        told = [f"{_failure(e)}: {e.failures[0].message.rstrip('.')}"]
    if e.crutches:
        told.append(f"a sleep or a daemon decides how it fails, {e.crutches[0]}")
    told.append(
        "who waits for whom was said"
        if e.names_waits
        else "who waits for whom was said neither in the approach nor in the answers"
    )
    failed = len(e.failures)
    trials = sum(status != "passed" for status in e.tried)
    if trials >= _TRIALS:
        told.append(f"{trials} failed runs of the hidden checks on the way")
    if e.revealed or failed * 2 > len(e.checks) or (e.crutches and e.severity > Severity.CORNER):
        score = 1
    elif failed > _FEW or e.severity is Severity.MAIN or trials >= _TRIALS:
        score = 2
    else:
        score = 3 if failed or not e.names_waits else 4
    return Proposal("concurrency", score, tuple(told))


_PROPOSE: dict[str, Callable[[Performance], Proposal]] = {
    "communication": _communication,
    "problem-solving": _problem_solving,
    "technical": _technical,
    "testing": _testing,
    "quality": _quality,
    "concurrency": _concurrency,
}


def _failure(e: Performance) -> str:
    """Return in words which failure says most; there has to be one."""
    check = e.failures[0]
    what = "a proved deadlock" if check.worst == "deadlock" else check.worst
    where = f", {check.where}" if check.where else f" under {check.failed_under}"
    plain = ", the plain case" if check.severity is Severity.MAIN else ""
    return f"{what}{where} in '{check.title}'{plain}"


def _band(e: Performance, by: dict[str, Proposal]) -> tuple[str, list[str]]:
    """Return the band and what decides it, the weightiest first."""
    if not e.checks:
        return NOT_JUDGED, ["the hidden checks did not run"]
    most, why = _most(e, by)
    scores = {key: proposal.score or 1 for key, proposal in by.items()}
    mean = sum(scores.values()) / len(scores)
    band = next((band for least, band in _BY_MEAN if mean >= least), NO_HIRE)
    if band == STRONG_HIRE and (min(scores.values()) < 3 or min(scores[key] for key in _CORE) < 4):
        band = HIRE
    band = max(band, most, key=BANDS.index)
    if band == STRONG_HIRE:
        return band, [by["concurrency"].evidence[0], by["technical"].evidence[0]]
    why = why or by["problem-solving"].evidence[0]
    # Among equals the dimensions come in the order in which they weigh.
    new = [key for key in WEIGHTY if not by[key].evidence[0].startswith(why)]
    best, worst = max(new, key=scores.__getitem__), min(new, key=scores.__getitem__)
    # What is told of code quality are faults, unless there are none.
    good = scores[best] >= (4 if best == "quality" else 3)
    told = [f"the strongest: {by[best].evidence[0]}"] if good else []
    told += [f"the weakest: {by[worst].evidence[0]}"] if scores[worst] <= 3 else []
    return band, [why, *told]


def _most(e: Performance, by: dict[str, Proposal]) -> tuple[str, str]:
    """Return the best band that is left whatever the rest is like, and which failure leaves it."""
    if e.revealed:
        return NO_HIRE, "the answer was revealed"
    if not e.touched:
        return NO_HIRE, _UNTOUCHED
    most, why = _BY_SEVERITY[e.severity], _failure(e) if e.failures else ""
    if e.severity is Severity.GAP and len(e.failures) * _SHARE > len(e.checks):
        most = LEAN_NO_HIRE
    weak = [key for key, proposal in by.items() if proposal.score in (None, 1)]
    core = [key for key in weak if key in _CORE]
    if len(core) > 1 or len(weak) > _FEW:
        most = NO_HIRE
    elif core:
        most = max(most, LEAN_NO_HIRE, key=BANDS.index)
    return most, why


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _times(number: int) -> str:
    often = {1: "once", 2: "twice"}.get(number, f"{number} times")
    return f"was run {often}" if number else "was not run"
