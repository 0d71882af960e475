"""Predict and test: which input would break the code? Then the hidden checks answer."""

import tempfile
from pathlib import Path
from typing import Any

from examiner.facts.verdicts import Verdict
from interview import grading
from interview.crutches import Crutch, crutches, without
from interview.phases.checking import WITHOUT, run_checks
from interview.results import CheckRow, broken_by, check_rows, failures, tried_by
from interview.room import GO_ON, Room

_HELP = (
    "Which kinds of input would break this code, or a careless version of it? One a line. "
    f"`{GO_ON}` runs the hidden checks."
)


def hold(room: Room) -> None:
    """Keep predictions, run the hidden checks under every start method, compare."""
    if room.state.graded is None:
        room.console.say(_HELP)
        for line in room.state.predictions:
            room.console.item(line)
        for text in room.lines(_HELP):
            found = [entry.kind for entry in room.content.predictions if entry.is_named_by(text)]
            room.record("predict", text=text, kinds=found)
        _grade(room)
    if room.state.graded is not None:
        _show(room, room.state.graded)
        room.console.line()
        room.console.say(f"Look at it as long as you like. Enter or `{GO_ON}` goes on.")
        while (text := room.ask()) and text.lower() != GO_ON:
            if not room.answers_itself(text, "Enter goes on."):
                room.record("note", text=text)
                room.console.say("Noted.")


def _grade(room: Room) -> None:
    room.put_starter()
    room.record("hand-in", code=room.code())
    result = run_checks(room, grading.ALL)
    if result is None:
        room.console.say(WITHOUT)
        return
    decisive = _decisive(room, check_rows(result))
    room.record("graded", result=result, decisive=[[one.line, one.text] for one in decisive])
    room.console.forget_typed()


def _decisive(room: Room, checks: list[CheckRow]) -> list[Crutch]:
    """Return the lines that sleep or make a daemon, if a failing check ends otherwise without them.

    Whoever sleeps, and is right or wrong with or without it, has done no harm by it.
    """
    found, failed = crutches(room.state.handed_in), failures(checks)
    if not found or not failed:
        return []
    method = failed[0].failed_under.split(", ")[0]
    before = {check.name: check.verdicts[method] for check in failed if method in check.verdicts}
    with tempfile.TemporaryDirectory(dir=room.folder) as folder:
        answer = Path(folder) / room.answer.name
        answer.write_text(without(room.state.handed_in), encoding="utf-8")
        try:
            other = grading.grade(room.exercise.slug, answer.parent, room.state.seed, method)
        except grading.GradingFailed:
            return []  # nothing is known against them
    after = {check["name"]: check["verdict"] for check in other["checks"]}
    return found if any(after.get(name) != verdict for name, verdict in before.items()) else []


def _show(room: Room, result: dict[str, Any]) -> None:
    console, checks = room.console, check_rows(result)
    console.head("The hidden checks")
    before = ""
    for check in checks:
        console.item(check.title, "✔" if check.passed else "✘")
        if not check.severity:
            continue
        told = f"{check.ended}: {check.message}"
        console.say(told if told != before else "the same as above", indent="    ", colour="red")
        before = told
    console.line()
    for verdict in dict.fromkeys(check.worst for check in checks if check.severity):
        console.say(f"{verdict}: {Verdict(verdict).means}.", hang="  ")
    console.line()
    console.say(f"{sum(check.passed for check in checks)} of {len(checks)} checks passed.")
    _show_predictions(room, checks)


def _show_predictions(room: Room, checks: list[CheckRow]) -> None:
    console = room.console
    named = {kind for kinds in room.state.predictions.values() for kind in kinds}
    console.head("Your predictions beside the results")
    whose = "the starter" if room.state.is_starter(room.exercise) else "your code"
    for prediction in room.content.predictions:
        predicted = prediction.kind in named
        broken = broken_by(prediction, checks)
        result = f"it broke {whose} in '{broken.title}'" if broken else f"{whose} stood it"
        mark = "predicted" if predicted else "not predicted"
        console.item(f"{prediction.kind}: {mark}; {result}", "✔" if predicted else "○")
    others = [text for text, kinds in room.state.predictions.items() if not kinds]
    for text, tried in tried_by(checks, others).items():
        console.item(f'"{text}": {tried}', "·")
