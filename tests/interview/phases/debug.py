"""Debug: one failure as a grade shows it, and some minutes to mend it; scored apart."""

from interview.grading import ALL
from interview.mending import mending, to_mend
from interview.phases.checking import WITHOUT, run_checks, tell_failure
from interview.phases.workbench import EDIT, NOTES, RUN, Command, work
from interview.results import CheckRow, check_rows
from interview.room import Room


def hold(room: Room) -> None:
    """Show the worst failure, let the candidate mend it, and run the hidden checks again."""
    check = to_mend(room.state, room.exercise)
    if check is None:
        room.console.say(_why_not(room))
        return
    if room.state.mended is None:
        _show(room, check)
        room.console.say("Mend it. What passes already has to go on passing.")
        work(room, _COMMANDS, "have it looked at, and go on")
        _grade_again(room)
    _tell(room)


def _why_not(room: Room) -> str:
    if room.state.graded is None:
        return "The hidden checks did not run, so there is nothing to mend."
    if room.state.graded["status"] == "passed":
        return "Every hidden check passed: there is nothing to mend."
    if room.state.revealed:
        return "You have seen the answer, so there is nothing left to find out."
    return "You handed in the starter, so there is nothing of yours to mend."


def _show(room: Room, check: CheckRow) -> None:
    console = room.console
    console.say("One of the failures, as `nox -s grade` shows it:")
    console.line()
    console.item(check.title, "✘")
    console.say(f"{check.headline}, under {check.failed_under}", indent="    ", colour="red")
    console.lines(check.explanation, indent="    ")
    if check.picture:
        console.line()
        console.lines(check.picture, indent="    ")
    console.line()


def _check(room: Room, _: str) -> None:
    """Run the hidden checks under one start method that the failure is seen under."""
    before = to_mend(room.state, room.exercise)
    assert before is not None
    method = before.failed_under.split(", ")[0]
    result = run_checks(room, method)
    if result is None:
        return
    now = next(row for row in check_rows(result) if row.name == before.name)
    if now.passed:
        room.console.say(f"{now.title}: passed under {method}.", colour="green")
    else:
        tell_failure(room, now)


def _grade_again(room: Room) -> None:
    if room.code() == room.state.handed_in:
        room.record("mended", result=room.state.graded)
        return
    result = run_checks(room, ALL)
    if result is None:
        room.console.say(WITHOUT)
        return
    room.record("mended", result=result)


def _tell(room: Room) -> None:
    done = mending(room.state, room.exercise)
    if done is not None:
        room.console.say(done.told, colour="green" if done.passes else "red")


_COMMANDS = (
    EDIT, RUN, Command("check", "run the hidden checks again, under one start method", _check),
    NOTES,
)  # fmt: skip
