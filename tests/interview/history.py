"""How the interviews went so far: a table, and what has become better or worse."""

import statistics
from collections import Counter
from typing import Any

from interview import sessions
from interview.console import Console
from interview.rubric import RUBRIC
from interview.scores import BANDS, NOT_JUDGED

_CHARTED = 15
"""Interviews in the chart: the latest ones, as many as 80 columns hold."""

_FEWEST = 2
"""Scores that a half needs before the later one is compared with the earlier one."""


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
        for title, lines in (
            ("The bands", chart(cards)),
            ("Each dimension", trends(cards)),
            ("By mode", by_mode(cards)),
        ):
            console.head(title)
            for line in lines:
                console.line(line)
    if left:
        console.line()
        console.say(f"{len(left)} left unfinished, the last: {left[-1].name}")
        console.line("  nox -s interview -- --resume")
    return 0


def table(cards: list[dict[str, Any]]) -> list[str]:
    """Return the lines of the table, the oldest interview first."""
    heads = " ".join(dimension.title[:4].lower() for dimension in RUBRIC)
    lines = [f"{'#':>3} {'date':<10} {'exercise':<8} {'mode':<8} {heads} checks band"]
    for number, card in enumerate(cards, 1):
        scores = _scores(card)
        cells = " ".join(f"{scores.get(d.key) or '-':>4}" for d in RUBRIC)
        checks = f"{card.get('checks_passed', 0)}/{len(card.get('checks', []))}"
        day, stem = str(card.get("begun", ""))[:10], card["slug"].partition("_")[0]
        what = f"{number:>3} {day:<10} {stem:<8} {card.get('mode', ''):<8}"
        lines.append(f"{what} {cells} {checks:>6} {card.get('band', '')}")
    return lines


def _scores(card: dict[str, Any]) -> dict[str, int | None]:
    return {score["dimension"]: score["proposed"] for score in card.get("scores", [])}


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


def trends(cards: list[dict[str, Any]]) -> list[str]:
    """Return a line for each dimension: its scores, and how the later ones compare."""
    latest = cards[-_CHARTED:]
    wide = max(len(dimension.title) for dimension in RUBRIC)
    lines = []
    for dimension in RUBRIC:
        scores = [_scores(card).get(dimension.key) for card in latest]
        row = "".join(f"{score or '·':>3}" for score in scores)
        lines.append(f"  {dimension.title:<{wide}} {row}  {_trend(scores)}".rstrip())
    return lines


def _trend(scores: list[int | None]) -> str:
    """Say how the mean of the later half compares with that of the earlier one."""
    known = [score for score in scores if score is not None]
    half = len(known) // 2
    if half < _FEWEST:
        return ""
    before, after = statistics.mean(known[:-half]), statistics.mean(known[-half:])
    way = "up" if after > before else "down" if after < before else "still at"
    return f"{way} {after:.1f}" if way == "still at" else f"{way}, {before:.1f} to {after:.1f}"


def by_mode(cards: list[dict[str, Any]]) -> list[str]:
    """Return a line for each mode: how many interviews, and which bands they ended in."""
    lines = []
    for mode in sorted({str(card.get("mode", "")) for card in cards}):
        bands = Counter(card.get("band") for card in cards if card.get("mode") == mode)
        told = ", ".join(f"{bands[band]} {band}" for band in (*BANDS, NOT_JUDGED) if bands[band])
        lines.append(f"  {mode:<8}  {told}")
    return lines
