"""Says which key facts an answer has; where that cannot be told, the candidate is asked."""

from collections.abc import Callable, Iterable

from interview.points import Made, Points
from interview.room import Room

CLAIMED = "claimed"
"""How a fact is known that only the candidate says was in the answer."""

_TOLD = {Made.YES: "✔ in your answer", Made.NO: "○ not in your answer"}
_CLAIM = "? as you say: it counts half"
_COLOURS = {Made.YES: "green", Made.NO: "yellow"}


def compare(
    room: Room,
    points: Points,
    answer: str,
    question: str,
    facts: Iterable[str],
    keep: Callable[[str, str], None],
) -> None:
    """Go through key facts one by one; `keep` takes each with `said`, `missed` or `claimed`."""
    console = room.console
    for fact, made in points.made(answer, facts, question).items():
        console.line()
        console.markdown(f"- {fact}")
        if made is Made.MAYBE:
            claimed = room.confirms("Is that in your answer?")
            console.say(_CLAIM if claimed else _TOLD[Made.NO], indent="  ", colour="yellow")
            keep(fact, CLAIMED if claimed else Made.NO.value)
        else:
            console.say(_TOLD[made], indent="  ", colour=_COLOURS[made])
            keep(fact, made.value)
