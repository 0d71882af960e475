"""Code: a fresh starter, an editor, the visible example, and hints that cost."""

from examiner.catalog import SOLUTIONS, shown
from interview import grading
from interview.phases.workbench import EDIT, NOTES, RUN, Command, work
from interview.room import Room
from interview.rubric import HINT_CAPS

_MOST_TOLD = 5
"""Failed checks that `check` tells: as many as one can mend at a time."""


def hold(room: Room) -> None:
    """Carry out commands until the candidate hands in."""
    fresh = room.put_starter()
    room.console.say(
        "A fresh starter is waiting for you:" if fresh else "Your file as you left it:"
    )
    room.console.line(f"  {shown(room.answer)}")
    room.console.say("Edit it here with `edit`, or in any editor, and save.")
    work(room, _COMMANDS[room.state.mode], "hand in, and go on")
    if room.exercise.is_untouched(room.folder):
        room.console.say("You hand in the starter as it was.")


def _check(room: Room, _: str) -> None:
    console = room.console
    console.say("Running the hidden checks …")
    try:
        result = grading.grade(room.exercise.slug, room.folder, room.state.seed)
    except grading.GradingFailed as error:
        console.say(str(error))
        return
    room.record("check", status=result["status"])
    console.forget_typed()
    failed = {c["title"]: c for c in result["checks"] if c["verdict"] != "passed"}
    for title, check in list(failed.items())[:_MOST_TOLD]:
        console.item(f"{title}: {check['verdict']}, under {check['start_method']}", "✘")
        console.say(check["message"], indent="    ")
    if len(failed) > _MOST_TOLD:
        console.say(f"{len(failed) - _MOST_TOLD} more failed, and are not shown.")
    passed = len({check["title"] for check in result["checks"]}) - len(failed)
    console.say(f"{passed} of {passed + len(failed)} checks passed.")


def _no_check(room: Room, _: str) -> None:
    room.console.say("This is a live interview: the hidden checks come after you hand in.")


def _hint(room: Room, _: str) -> None:
    console, taken = room.console, len(room.state.hints)
    hints = room.exercise.hints
    if taken == len(hints):
        console.say("That were all hints. `reveal` shows the reference answer.")
        return
    cap = HINT_CAPS.get(taken + 1)
    if cap is not None and not room.confirms(
        f"Hint {taken + 1} of {len(hints)} caps problem solving at {cap}. Take it?"
    ):
        return
    room.record("hint")
    console.say(f"Hint {taken + 1} of {len(hints)}:")
    console.markdown(hints[taken])


def _reveal(room: Room, _: str) -> None:
    if room.confirms("A reveal counts as unsolved; you may go on coding. Show the answer?"):
        room.record("reveal")
        reference = SOLUTIONS / f"{room.exercise.slug}.py"
        room.console.lines(reference.read_text(encoding="utf-8").splitlines())


_HINT = Command("hint", "take the next hint: the first is free, later ones cost", _hint)
_REVEAL = Command(
    "reveal", "show the reference answer: counts as unsolved, you may go on coding", _reveal
)

_COMMANDS = {
    "live": (
        EDIT, RUN, Command("check", "comes after you hand in", _no_check), _HINT, _REVEAL, NOTES,
    ),
    "practice": (
        EDIT, RUN, Command("check", "run the hidden checks (practice mode only)", _check), _HINT,
        _REVEAL, NOTES,
    ),
}  # fmt: skip
"""Mode → what can be done."""
