"""How the interviews went so far: a table, and a small chart of the bands."""

from typing import Any

from interview import sessions
from interview.console import Console
from interview.rubric import RUBRIC
from interview.scores import BANDS

_CHARTED = 20
"""Interviews in the chart: the latest ones, as many as 80 columns hold."""


def show() -> int:
    """Print the history; return the exit code."""
    console = Console()
    cards = [card for session in sessions.every() if (card := session.scorecard()) is not None]
    left = sessions.unfinished()
    if not cards:
        console.say("No interview has been finished yet. `nox -s interview` holds one.")
    else:
        console.head("Your interviews")
        for line in table(cards):
            console.line(line)
        console.head("The trend")
        for line in chart(cards):
            console.line(line)
    if left:
        console.line()
        console.say(f"{len(left)} left unfinished, the last: {left[-1].name}")
        console.line("  nox -s interview -- --resume")
    return 0


def table(cards: list[dict[str, Any]]) -> list[str]:
    """Return the lines of the table, the oldest interview first."""
    heads = " ".join(dimension.title[:4].lower() for dimension in RUBRIC)
    lines = [f"{'#':>3} {'date':<10} {'exercise':<20} {heads} checks band"]
    for number, card in enumerate(cards, 1):
        scores = {score["dimension"]: score["proposed"] for score in card.get("scores", [])}
        cells = " ".join(f"{scores.get(d.key) or '-':>4}" for d in RUBRIC)
        checks = f"{card.get('checks_passed', 0)}/{len(card.get('checks', []))}"
        lines.append(
            f"{number:>3} {str(card.get('begun', ''))[:10]:<10} {card['slug'][:20]:<20} {cells} "
            f"{checks:>6} {card.get('band', '')}"
        )
    return lines


def chart(cards: list[dict[str, Any]]) -> list[str]:
    """Return the lines of a chart: one column an interview, one row a band, the best on top."""
    first = max(0, len(cards) - _CHARTED)
    latest = cards[first:]
    wide = max(map(len, BANDS))
    lines = []
    for band in BANDS:
        marks = "".join("  ■" if card.get("band") == band else "  ·" for card in latest)
        lines.append(f"  {band:<{wide}} {marks}")
    numbers = "".join(f"{number:>3}" for number in range(first + 1, len(cards) + 1))
    return [*lines, f"  {'':<{wide}} {numbers}"]
