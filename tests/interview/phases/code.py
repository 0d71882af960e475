"""Code: a fresh starter, an editor, the visible example, and hints that cost."""

from collections.abc import Callable

from examiner.catalog import SOLUTIONS, shown
from examiner.showing.editor import deaf_to_the_keyboard, open_editor
from interview import example, grading
from interview.phases.clarify import Talk, asks
from interview.room import GO_ON, Room
from interview.rubric import HINT_CAPS

_HELP = (
    ("edit", "open your file in $VISUAL or $EDITOR"),
    ("run", "run the visible example"),
    ("hint", "take the next hint: the first is free, later ones cost"),
    ("reveal", "show the reference answer: counts as unsolved, you may go on coding"),
    ("notes", "show your notes; `notes TEXT` adds one"),
    ("time", "show the clock"),
    ("…?", "ask what the task leaves open"),
    (GO_ON, "hand in, and go on"),
)
_CHECK = ("check", "run the hidden checks (practice mode only)")

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
    _help(room)
    talk: Talk | None = None
    while (text := room.ask()).lower() != GO_ON:
        word, _, rest = text.partition(" ")
        command = _COMMANDS.get(word.lower())
        if command is not None:
            command(room, rest.strip())
        elif asks(text):
            talk = talk or Talk(room)
            talk.answer(text)
        elif not room.answers_itself(text, ""):
            room.console.say(f"`{word}` is no command here; `help` lists them.")
    if room.exercise.is_untouched(room.folder):
        room.console.say("You hand in the starter as it was.")


def _help(room: Room, _: str = "") -> None:
    live = room.state.mode == "live"
    for word, what in _HELP if live else (*_HELP[:2], _CHECK, *_HELP[2:]):
        room.console.line(f"  {word:<7} {what}")


def _time(room: Room, _: str) -> None:
    room.show_time()


def _edit(room: Room, _: str) -> None:
    with deaf_to_the_keyboard():
        problem = open_editor(room.answer)
    if problem:
        room.console.say(problem)


def _run(room: Room, _: str) -> None:
    console = room.console
    done = example.run(room.content, room.folder)
    room.record("run", right=done.right, late=done.late)
    console.lines(done.shown)
    if done.right:
        console.say("That is what the example should print.", colour="green")
        return
    if done.late:
        console.say(
            f"It had not ended after {example.SECONDS:.0f} seconds, and was ended.", colour="red"
        )
    console.say("It should print:")
    console.lines(room.content.expected.splitlines())


def _check(room: Room, _: str) -> None:
    console = room.console
    if room.state.mode == "live":
        console.say("This is a live interview: the hidden checks come after you hand in.")
        return
    console.say("Running the hidden checks …")
    try:
        result = grading.grade(
            room.exercise.slug, room.folder, room.state.seed, every_start_method=False
        )
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


def _notes(room: Room, text: str) -> None:
    if text:
        room.record("note", text=text)
        room.console.say("Noted.")
        return
    for note in room.state.notes:
        room.console.item(note)
    if not room.state.notes:
        room.console.say("No notes yet; `notes TEXT` adds one.")


_COMMANDS: dict[str, Callable[[Room, str], None]] = {
    "help": _help, "?": _help, "edit": _edit, "run": _run, "hint": _hint, "reveal": _reveal,
    "notes": _notes, "note": _notes, "time": _time, "check": _check,
}  # fmt: skip
