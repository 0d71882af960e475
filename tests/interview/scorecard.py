"""The scorecard of one interview: a plain document, and what is written of it."""

import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from examiner.catalog import Exercise
from examiner.facts import files
from examiner.facts.verdicts import Verdict
from interview import pages
from interview.advice import advise
from interview.clock import PHASES
from interview.material import Content, Told
from interview.mending import mending
from interview.performance import Performance, gather
from interview.results import tried_by, waits
from interview.rubric import HINT_CAPS, RUBRIC
from interview.scores import Judgement, judge
from interview.sessions import SCORECARD
from interview.state import State

VERSION = 2
"""Of the JSON document."""

_NOTES = 2
"""Remarks to one line of code."""

NAMES = (SCORECARD, "scorecard.md", "scorecard.html")


def document(
    state: State, content: Content, exercise: Exercise, folder: Path, following: dict[str, Any]
) -> dict[str, Any]:
    """Return everything that the scorecard tells, as plain data."""
    shown = gather(state, content, exercise)
    judgement = judge(shown)
    return {
        "version": VERSION,
        "session": folder.name,
        "slug": exercise.slug,
        "number": exercise.number,
        "title": exercise.title,
        "level": exercise.level,
        "mode": state.mode,
        "minutes": state.minutes,
        "seed": state.seed,
        "begun": state.begun,
        "finished": files.stamp(files.now()),
        "pauses": state.pauses,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "band": judgement.band,
        "because": list(judgement.because),
        "solved": shown.solved,
        "bug": _bug(shown),
        "scores": _scores(state, judgement),
        "self_score": _self_score(state, judgement),
        "phases": [
            {
                "key": phase.key,
                "title": phase.title,
                "budget": round(phase.budget(state.minutes)),
                "seconds": round(state.spent.get(phase.key, 0.0)),
            }
            for phase in PHASES
            if phase.key != "recall" or state.to_recall
        ],
        **_told(state, shown),
        **_tested(state, shown),
        "mending": _mending(state, exercise),
        "code": _code(state, exercise, shown),
        "plan": list(content.approach),
        "advice": asdict(advise(judgement.proposals, shown)),
        "next": following,
    }


def _scores(state: State, judgement: Judgement) -> list[dict[str, Any]]:
    return [
        {
            "dimension": dimension.key,
            "title": dimension.title,
            "proposed": proposal.score,
            "means": dict(dimension.levels).get(proposal.score or 0, ""),
            "own": state.own.get(dimension.key),
            "evidence": list(proposal.evidence),
        }
        for dimension, proposal in zip(RUBRIC, judgement.proposals, strict=True)
    ]


def _told(state: State, shown: Performance) -> dict[str, Any]:
    """Return what the candidate said, and what they did not."""
    return {
        "clarifications": {
            "asked": shown.asked,
            "not_asked": shown.not_asked,
            "unclear": shown.unclear,
        },
        "decided": [
            {"question": question.text, "decision": question.decision or ""}
            for question in state.questions
            if not question.matched
        ],
        "approach": state.approach,
        "planned": shown.planned,
        "not_planned": shown.not_planned,
        "recalled": [
            {"slug": one.slug, "question": one.question, "fact": one.fact, "how": how}
            for one, how in state.recalled.items()
        ],
        "notes": state.notes,
        "hints": [
            {"number": number, "after": round(after), "cap": HINT_CAPS.get(number)}
            for number, after in enumerate(state.hints, 1)
        ],
        "revealed": state.revealed,
        "example_runs": {"right": sum(state.runs), "all": len(state.runs)},
        "follow_ups": [
            {
                "question": answer.question,
                "about": answer.about,
                "answer": answer.lines,
                "facts": [
                    {"fact": fact, "how": how} for fact, how in shown.told[answer.question].items()
                ],
            }
            for answer in state.answers
        ],
        "missed_facts": [
            {"question": answer.question, "about": answer.about, "fact": fact}
            for answer in state.answers
            for fact, how in shown.told[answer.question].items()
            if how is Told.MISSED
        ],
    }


def _tested(state: State, shown: Performance) -> dict[str, Any]:
    """Return what was predicted, and what the hidden checks found."""
    tried = tried_by(shown.checks, [text for text, kinds in state.predictions.items() if not kinds])
    return {
        "checks_passed": shown.passed,
        "checks": [
            asdict(check)
            | {
                "passed": check.passed,
                "worst": check.worst,
                "ended": check.ended,
                "failed_under": check.failed_under,
                "severity": check.severity.name.lower(),
            }
            for check in shown.checks
        ],
        "verdicts": {check.worst: Verdict(check.worst).means for check in shown.failures},
        "deadlocks": _deadlocks(shown),
        "checks_tried": state.checks_tried,
        "predictions": [
            {"said": text, "kinds": kinds, "tried": tried.get(text, "")}
            for text, kinds in state.predictions.items()
        ],
        "predicted": shown.named,
        "surprises": shown.surprises,
        "not_predicted": [kind for kind in shown.unnamed if kind not in shown.surprises],
        "crutches": [str(crutch) for crutch in shown.crutches],
    }


def _bug(shown: Performance) -> str:
    """Return the one thing that mattered most in the code, nothing where all is well."""
    if not shown.touched or not shown.failures:
        return ""
    check = shown.failures[0]
    others = len({other.message for other in shown.failures} - {check.message})
    also = " Other checks failed too." if others else ""
    return f"'{check.title}': {check.message.rstrip('.')}.{also}"


def _self_score(state: State, judgement: Judgement) -> list[str]:
    """Return in words where the candidate's own scores and the evidence differ."""
    found = []
    for dimension, proposal in zip(RUBRIC, judgement.proposals, strict=True):
        own = state.own.get(dimension.key)
        if own is None or proposal.score is None or own == proposal.score:
            continue
        by = abs(own - proposal.score)
        way = "higher" if own > proposal.score else "lower"
        found.append(
            f"{dimension.title}: you saw yourself {by} {way} than the evidence does "
            f"({proposal.evidence[0]})"
        )
    return found


def _mending(state: State, exercise: Exercise) -> dict[str, Any]:
    """Return how the debug round went, nothing if there was none."""
    done = mending(state, exercise)
    if done is None:
        return {}
    seconds = round(state.spent.get("debug", 0.0))
    return asdict(done) | {"score": done.score, "told": done.told, "seconds": seconds}


def _code(state: State, exercise: Exercise, shown: Performance) -> list[dict[str, Any]]:
    """Return the lines of what was handed in, with what is to be said to each."""
    notes: dict[int, list[str]] = {}
    for check in shown.failures:
        guilty = check.names_lines_of(exercise.slug)
        rows = {row["line"]: waits(row) for row in check.blocked if row["line"] in guilty}
        for number in sorted(guilty):
            what = f"{rows[number]}, in" if number in rows else f"{check.worst} in"
            notes.setdefault(number, []).append(f"{what} '{check.title}'")
    for finding in shown.findings:
        notes.setdefault(finding.line, []).append(finding.text)
    for crutch in shown.crutches:
        notes.setdefault(crutch.line, []).append("it decides how a check ends")
    return [
        {
            "number": number,
            "text": text,
            "notes": list(dict.fromkeys(notes.get(number, ())))[:_NOTES],
        }
        for number, text in enumerate(state.handed_in.splitlines(), 1)
    ]


def _deadlocks(shown: Performance) -> list[dict[str, Any]]:
    """Return the proved deadlocks, each once: where the same calls wait, the check is added."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for check in shown.failures:
        if check.worst != "deadlock":
            continue
        calls = tuple(f"{row['role']} {row['call']} {row['line']}" for row in check.blocked)
        if calls in found:
            found[calls]["also_in"].append(check.title)
            continue
        found[calls] = {
            "title": check.title,
            "under": check.failed_under,
            "message": check.message,
            "blocked": check.blocked,
            "waits": [waits(row) for row in check.blocked],
            "picture": check.picture,
            "also_in": [],
        }
    return list(found.values())


def write(folder: Path, card: dict[str, Any]) -> list[Path]:
    """Write the document as JSON, Markdown and HTML; return the files."""
    paths = [folder / name for name in NAMES]
    files.write_whole(paths[0], json.dumps(card, indent=2) + "\n")
    files.write_whole(paths[1], pages.render("scorecard.md", card=card))
    files.write_whole(
        paths[2], pages.render("scorecard.html", card=card, title=_title(card), kind="card")
    )
    return paths


def _title(card: dict[str, Any]) -> str:
    return f"{card['title']}: {card['band']}"
