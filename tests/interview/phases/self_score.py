"""Self-score: the candidate judges first; the evidence is shown afterwards."""

from interview.room import GO_ON, Room
from interview.rubric import RUBRIC

_HELP = "Type a number from 1 to 4, or `skip`."


def hold(room: Room) -> None:
    """Ask for a score for each dimension of the rubric."""
    room.console.say("Score yourself, before you see what the evidence says.")
    for dimension in RUBRIC:
        if dimension.key in room.state.own:
            continue
        room.console.head(dimension.title)
        for score, text in dimension.levels:
            room.console.item(text, str(score))
        while True:
            word = room.ask("1 to 4").lower()
            if word in ("1", "2", "3", "4"):
                room.record("own-score", dimension=dimension.key, score=int(word))
                break
            if word in ("skip", GO_ON):
                break
            if not room.answers_itself(word, _HELP):
                room.console.say(_HELP)
