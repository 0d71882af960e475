"""Approach: a few lines on the design, before any code."""

from interview.room import GO_ON, Room

_HELP = (
    "Say in a few lines what you will build, who waits for whom, and what could go wrong. "
    f"`{GO_ON}` goes on."
)


def hold(room: Room) -> None:
    """Keep the candidate's lines for the scorecard."""
    room.console.say(_HELP)
    for line in room.state.approach:
        room.console.item(line)
    for text in room.lines(_HELP):
        room.record("approach", text=text)
