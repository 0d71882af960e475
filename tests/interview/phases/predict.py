"""Predict and test: which input would break the code? Then the hidden checks answer."""

from typing import Any

from interview import grading
from interview.performance import CheckRow, broken_by, check_rows, waits
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
    room.console.say("Running the hidden checks under every start method …")
    room.put_starter()
    try:
        result = grading.grade(room.exercise.slug, room.folder, room.state.seed)
    except grading.GradingFailed as error:
        room.console.say(f"{error}. The interview goes on without them.")
        return
    room.record("graded", result=result)
    room.console.forget_typed()


def _show(room: Room, result: dict[str, Any]) -> None:
    console, checks = room.console, check_rows(result)
    console.head("The hidden checks")
    pictured, before = False, ""
    for check in checks:
        console.item(check.title, "✔" if check.passed else "✘")
        if check.worst in ("passed", "not-started"):
            continue
        told = f"{check.worst} under {check.failed_under}: {check.message}"
        console.say(told if told != before else "the same as above", indent="    ", colour="red")
        before = told
        if check.worst == "deadlock" and not pictured:
            pictured = True
            _show_waits(room, check)
    console.line()
    console.say(f"{sum(check.passed for check in checks)} of {len(checks)} checks passed.")
    _show_predictions(room, checks)


def _show_waits(room: Room, check: CheckRow) -> None:
    room.console.line()
    room.console.lines((waits(row) for row in check.blocked), indent="    ")
    room.console.line()
    room.console.lines(check.picture, indent="    ")
    room.console.line()


def _show_predictions(room: Room, checks: list[CheckRow]) -> None:
    console = room.console
    named = {kind for kinds in room.state.predictions.values() for kind in kinds}
    console.head("Your predictions beside the results")
    for prediction in room.content.predictions:
        predicted = prediction.kind in named
        broken = broken_by(prediction, checks)
        result = f"it broke your code ({broken.worst})" if broken else "your code stood it"
        mark = "predicted" if predicted else "not predicted"
        console.item(f"{prediction.kind}: {mark}; {result}", "✔" if predicted else "○")
    for text, kinds in room.state.predictions.items():
        if not kinds:
            console.item(f'"{text}": no hidden check is known to try this', "·")
