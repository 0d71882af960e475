"""Code: a fresh starter, an editor, the visible example, and hints that cost."""

from examiner.catalog import SOLUTIONS, shown
from interview.phases.checking import run_checks, tell_failure
from interview.phases.workbench import EDIT, NOTES, RUN, Command, work
from interview.results import check_rows, failures
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
    result = run_checks(room)
    if result is None:
        return
    room.record("check", status=result["status"])
    checks = check_rows(result)
    failed = failures(checks)
    for check in failed[:_MOST_TOLD]:
        tell_failure(room, check)
    if len(failed) > _MOST_TOLD:
        room.console.say(f"{len(failed) - _MOST_TOLD} more failed, and are not shown.")
    passed = sum(check.passed for check in checks)
    room.console.say(f"{passed} of {len(checks)} checks passed.")


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
        EDIT, RUN, Command("check", "", _no_check), _HINT, _REVEAL, NOTES,
    ),
    "practice": (
        EDIT, RUN, Command("check", "run the hidden checks (practice mode only)", _check), _HINT,
        _REVEAL, NOTES,
    ),
}  # fmt: skip
"""Mode → what can be done."""
