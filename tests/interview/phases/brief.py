"""Brief: the situation, as an interviewer tells it."""

from interview.room import GO_ON, Room

_HELP = f"Read the task. Enter or `{GO_ON}` goes on; anything else is kept as a note."


def hold(room: Room) -> None:
    """Tell the brief; go on when the candidate is ready."""
    room.console.markdown(room.content.brief)
    room.console.line()
    room.console.say(
        "That is all I say for now, and it leaves things open on purpose: the next phase is for "
        f"your questions. Press Enter when you are ready; `{GO_ON}` ends every phase."
    )
    while (text := room.ask()) and text.lower() != GO_ON:
        if not room.answers_itself(text, _HELP):
            room.record("note", text=text)
            room.console.say("Noted.")
