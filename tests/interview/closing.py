"""What the terminal shows at the end: scores with their evidence, the band, what to take away."""

from typing import Any

from interview.console import Console
from interview.material import Told
from interview.recall import MOST


def show(console: Console, card: dict[str, Any]) -> None:
    """Print what a scorecard says, in short."""
    before = ", before the debug round" if card["mending"] else ""
    console.head(f"Your scores and the evidence{before}, from 1 to 4")
    for score in card["scores"]:
        own = "not scored" if score["own"] is None else f"you {score['own']}"
        kit = "no evidence" if score["proposed"] is None else f"evidence {score['proposed']}"
        console.item(f"{score['title']}: {own}, {kit}")
        for text in score["evidence"]:
            console.say(text, indent="      ")
    if card["mending"]:
        console.item(f"Debug round, not counted above: evidence {card['mending']['score']}")
        console.say(card["mending"]["told"], indent="      ")
    console.head(f"Overall: {card['band']}")
    for text in card["because"]:
        console.item(text)
    if card["bug"]:
        console.line()
        console.say(f"The one bug that mattered: {card['bug']}")
    _take_away(console, card)


def _take_away(console: Console, card: dict[str, Any]) -> None:
    advice, following = card["advice"], card["next"]
    missed = [*card["missed_facts"], *(e for e in card["recalled"] if e["how"] == Told.MISSED)]
    if any(advice.values()):
        console.head("Take away")
    for word in ("keep", "stop", "start"):
        if advice[word]:
            console.say(f"{word.capitalize():<6} {advice[word]}.", indent="  ", hang=" " * 7)
    if missed:
        how_many = "one key fact" if len(missed) == 1 else f"{len(missed)} key facts"
        back = "It comes back" if len(missed) == 1 else f"Up to {MOST} of them come back"
        console.line()
        console.say(f"You missed {how_many}: see the scorecard. {back} in your next interview.")
    if following:
        console.line()
        console.say(f"Next: {following['title']} ({following['why']})")
        console.line(f"  nox -s interview -- --exercise {following['number']}")
