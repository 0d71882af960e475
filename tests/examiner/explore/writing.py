"""What an exploration has found, as JSON and as a page to look at."""

import itertools
import json
import platform
from collections.abc import Iterator
from typing import Any

from examiner.explore.search import Fault, Searched
from examiner.explore.telling import sentence
from examiner.facts.labels import harmless
from examiner.facts.outcome import Observation
from examiner.facts.verdicts import Finding, Verdict
from examiner.showing.page import cards, document
from examiner.showing.page.stories import Fact, Head, Story
from examiner.supervisor.control.running import Played, Program
from examiner.telling import diagnosis, explain, matters, steps
from examiner.telling.chronicle import chronicle

VERSION = 1
"""Of the JSON document."""


def as_json(program: Program, found: Searched, again: str) -> str:
    """Return everything as JSON; `again` is the command that replays what was found."""
    return json.dumps(plain(program, found, again), indent=2, ensure_ascii=False) + "\n"


def plain(program: Program, found: Searched, again: str) -> dict[str, Any]:
    """Return everything as plain data."""
    return {
        "version": VERSION,
        "program": str(program.path),
        "arguments": list(program.arguments),
        "start_method": program.method,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "schedules": found.tried,
        "seconds": round(found.seconds, 3),
        "went_round": found.rounds,
        "cut_short": found.cut,
        "complete": found.complete,
        "not_controlled": list(found.notes),
        "fault": None
        if found.fault is None or found.shrunk is None
        else _fault(found.fault, found.shrunk, found.before, again),
    }


def _fault(fault: Fault, played: Played, before: str | None, again: str) -> dict[str, Any]:
    told = {
        "kind": fault.kind,
        "sentence": sentence(fault, played),
        "printed": played.printed,
        "printed_before": before,
        "replay": again,
    }
    return told | (_seen(played.seen) if played.seen is not None else {})


def _seen(seen: Observation) -> dict[str, Any]:
    blocked = explain.waiting(seen)
    return {
        "situation": diagnosis.situation(seen, blocked) if blocked else "",
        "blocked": [row.data() for row in blocked],
        "matters": matters.matter(seen, blocked),
        "steps": [
            {"who": row.who, "where": row.place, "what": row.text, "did": list(row.did)}
            for row in steps.rows(seen)
        ],
        "chronicle": chronicle(seen, blocked).plain(),
    }


def as_html(program: Program, found: Searched, again: str) -> str:
    """Return everything as one self-contained page."""
    told = cards.cards(_stories(found, again), itertools.count(1))
    return document.page(_head(program, found), cards.whole(told))


def _head(program: Program, found: Searched) -> Head:
    words = [program.path.name, *program.arguments]
    facts = (
        Fact("Schedules", str(found.tried)),
        Fact("Seconds", f"{found.seconds:.1f}"),
        Fact("Start method", program.method),
        Fact("Python", f"{platform.python_version()}, {platform.system()}"),
    )
    mood, verdict = ("good", "no fault found")
    if found.fault is not None and found.shrunk is not None:
        mood, verdict = "bad", sentence(found.fault, found.shrunk)
    return Head("Schedules of a program", " ".join(words), mood, verdict, facts)


def _stories(found: Searched, again: str) -> Iterator[Story]:
    notes = [f"Not controlled from there on: {note}." for note in found.notes]
    if found.fault is None or found.shrunk is None or found.shrunk.seen is None:
        yield Story(
            "good", f"{found.tried} schedules", "no fault found",
            "This is a sample, and no proof: other schedules may still fail.",
            remark=" ".join(notes),
        )  # fmt: skip
        return
    seen = found.shrunk.seen
    blocked = explain.waiting(seen)
    finding = Finding(Verdict.DEADLOCK, "")
    matter, drawn = matters.matter(seen, blocked), explain.picture(seen, finding, blocked)
    if blocked:
        told, lines = diagnosis.situation(seen, blocked), [*matter, "", *drawn]
    else:
        told, lines = " · ".join(matter), drawn
    printed = harmless(found.shrunk.printed + found.shrunk.errors, 20_000)
    if found.before is not None:
        printed += f"\nAnother run printed:\n{harmless(found.before, 20_000)}"
    yield Story(
        "bad", "A schedule that shows it", sentence(found.fault, found.shrunk),
        told, remark=" ".join([*notes, "Time is virtual.", f"The same again: {again}"]),
        rows=tuple(blocked), chronicle=chronicle(seen, blocked), lines=tuple(lines),
        printed=printed,
    )  # fmt: skip
