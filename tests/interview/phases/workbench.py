"""Where the candidate works on the code: an editor, the visible example, notes, questions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from examiner.showing.editor import deaf_to_the_keyboard, open_editor
from interview import example
from interview.phases.clarify import Talk, asks
from interview.room import GO_ON, Room


@dataclass(frozen=True)
class Command:
    """Something that can be done with the code."""

    name: str
    what: str
    """What it does, in a few words; nothing if it is understood, and not offered."""
    carry_out: Callable[[Room, str], None]
    """Takes what was typed after the name."""


def work(room: Room, commands: Sequence[Command], end: str) -> None:
    """Carry out commands, and answer questions, until the candidate is done; `end` says with what.

    `help` lists the commands.
    """
    by_name = {command.name: command for command in commands}
    talk: Talk | None = None
    show_help(room, commands, end)
    while (text := room.ask()).lower() != GO_ON:
        word, _, rest = text.partition(" ")
        command = by_name.get(_OTHER_NAMES.get(word.lower(), word.lower()))
        if command is not None:
            command.carry_out(room, rest.strip())
        elif text.lower() in ("help", "?"):
            show_help(room, commands, end)
        elif asks(text):
            talk = talk or Talk(room)
            talk.answer(text)
        elif not room.answers_itself(text, ""):
            room.console.say(f"`{word}` is no command here; `help` lists them.")


def show_help(room: Room, commands: Sequence[Command], end: str) -> None:
    """List what can be typed."""
    for name, what in (
        *((command.name, command.what) for command in commands if command.what),
        ("time", "show the clock"),
        ("…?", "ask what the task leaves open"),
        (GO_ON, end),
    ):
        room.console.line(f"  {name:<7} {what}")


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


def _notes(room: Room, text: str) -> None:
    if text:
        room.record("note", text=text)
        room.console.say("Noted.")
        return
    for note in room.state.notes:
        room.console.item(note)
    if not room.state.notes:
        room.console.say("No notes yet; `notes TEXT` adds one.")


EDIT = Command("edit", "open your file in $VISUAL or $EDITOR", _edit)
RUN = Command("run", "run the visible example", _run)
NOTES = Command("notes", "show your notes; `notes TEXT` adds one", _notes)

_OTHER_NAMES = {"note": NOTES.name}
