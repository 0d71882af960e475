"""Says which key facts an answer has; where that cannot be told, the candidate is asked."""

from collections.abc import Callable, Iterable

from interview.material import Told
from interview.points import Made, Points
from interview.room import Room

_SHOWN = {
    Told.SAID: ("✔ in your answer", "green"),
    Told.MISSED: ("○ not in your answer", "yellow"),
    Told.CLAIMED: ("? as you say: it counts half", "yellow"),
}


def compare(
    room: Room,
    points: Points,
    answer: str,
    question: str,
    facts: Iterable[str],
    keep: Callable[[str, Told], None],
) -> None:
    """Go through key facts one by one; `keep` takes each with whether it was said."""
    console = room.console
    for fact, made in points.made(answer, facts, question).items():
        console.line()
        console.markdown(f"- {fact}")
        how = Told.SAID if made is Made.YES else Told.MISSED
        if made is Made.MAYBE and room.confirms("Is that in your answer?"):
            how = Told.CLAIMED
        text, colour = _SHOWN[how]
        console.say(text, indent="  ", colour=colour)
        keep(fact, how)
