"""The scorecard of one interview: a plain document, and what is written of it."""

import json
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from examiner.catalog import Exercise
from examiner.facts import files
from interview import pages
from interview.advice import advise
from interview.clock import PHASES
from interview.material import Content
from interview.performance import Performance, gather, missed_facts, waits
from interview.rubric import HINT_CAPS, RUBRIC
from interview.scores import Judgement, judge
from interview.sessions import SCORECARD
from interview.state import State

VERSION = 1
"""Of the JSON document."""

NAMES = (SCORECARD, "scorecard.md", "scorecard.html")


def document(
    state: State, content: Content, exercise: Exercise, folder: Path, following: dict[str, Any]
) -> dict[str, Any]:
    """Return everything that the scorecard tells, as plain data."""
    shown = gather(state, content, exercise, folder)
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
        "scores": _scores(state, judgement),
        "phases": [
            {
                "key": phase.key,
                "title": phase.title,
                "budget": round(phase.budget(state.minutes)),
                "seconds": round(state.spent.get(phase.key, 0.0)),
            }
            for phase in PHASES
        ],
        **_told(state, shown),
        **_tested(state, shown),
        "advice": asdict(advise(judgement.proposals)),
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
        "clarifications": {"asked": shown.asked, "not_asked": shown.not_asked},
        "decided": [
            {"question": question.text, "decision": question.decision or ""}
            for question in state.questions
            if not question.matched
        ],
        "approach": state.approach,
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
                "harder": answer.harder,
                "answer": answer.lines,
                "facts": [{"fact": fact, "hit": hit} for fact, hit in answer.ticks.items()],
            }
            for answer in state.answers
        ],
        "missed_facts": [
            {"question": question, "fact": fact} for question, fact in missed_facts(state.answers)
        ],
    }


def _tested(state: State, shown: Performance) -> dict[str, Any]:
    """Return what was predicted, and what the hidden checks found."""
    return {
        "checks_passed": shown.passed,
        "checks": [
            asdict(check)
            | {"passed": check.passed, "worst": check.worst, "failed_under": check.failed_under}
            for check in shown.checks
        ],
        "deadlocks": _deadlocks(shown),
        "checks_tried": state.checks_tried,
        "predictions": [
            {"said": text, "kinds": kinds} for text, kinds in state.predictions.items()
        ],
        "predicted": shown.named,
        "surprises": shown.surprises,
        "not_predicted": [kind for kind in shown.unnamed if kind not in shown.surprises],
        "crutches": shown.crutches,
    }


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
