"""`nox -s hint`: the next rung of an exercise's ladder."""

import dataclasses

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress.model import Progress
from examiner.progress.store import Store
from examiner.showing.ink import Ink

LADDER = ("a nudge", "the concept", "almost the code")
"""What the rungs are, of ladders that have three."""

_INDENT = "  "


def show_next(exercise: Exercise, store: Store, ink: Ink) -> int:
    """Show the rung after those that have been shown, and remember it; return the exit code."""
    shown = 0

    def climb(progress: Progress) -> None:
        nonlocal shown
        entry = progress.of(exercise.slug)
        shown = entry.hints
        if shown < len(exercise.hints):
            progress.put(exercise.slug, dataclasses.replace(entry, hints=shown + 1))

    store.update(climb)
    if shown < len(exercise.hints):
        _print_rung(exercise, shown + 1, ink)
    else:
        _print_end(exercise, ink)
    return 0


def repeat(exercise: Exercise, store: Store, ink: Ink) -> int:
    """Show the latest rung once more; return the exit code."""
    shown = min(store.read().of(exercise.slug).hints, len(exercise.hints))
    if not shown:
        ink.line(
            f"No hint for exercise {exercise.number} has been shown yet. "
            f"The first one:  nox -s hint -- {exercise.number}"
        )
        return 1
    _print_rung(exercise, shown, ink)
    return 0


def _print_rung(exercise: Exercise, rung: int, ink: Ink) -> None:
    number, last = exercise.number, len(exercise.hints)
    ink.heading(f"{number}  {exercise.title}", catalog.shown(exercise.answer))
    ink.line(f"{_INDENT}{ink.paint(f'Hint {rung} of {last}{_kind(exercise, rung)}', 'bold')}")
    ink.line()
    ink.paragraph(exercise.hints[rung - 1], _INDENT)
    ink.line()
    if rung < last:
        following = f"Still stuck? nox -s hint -- {number} shows hint {rung + 1}"
        text = f"{following}{_kind(exercise, rung + 1)}."
    else:
        text = f"This was the last one. The solution: nox -s walkthrough -- {number}"
    ink.line(ink.paint(text, "dim"))


def _print_end(exercise: Exercise, ink: Ink) -> None:
    number, last = exercise.number, len(exercise.hints)
    ink.line(f"All {last} hints for exercise {number} have been shown.")
    ink.line(f"  the last one again:  nox -s hint -- {number} --again")
    ink.line(f"  the solution:        nox -s walkthrough -- {number}")


def _kind(exercise: Exercise, rung: int) -> str:
    return f", {LADDER[rung - 1]}" if len(exercise.hints) == len(LADDER) else ""
