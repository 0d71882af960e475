"""`nox -s matrix`: which check tries an exercise with which difficulty, or why none does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType

from examiner import catalog
from examiner.facts.worlds import BY_HAND, PHRASES
from examiner.facts.wrapping import wrapped
from examiner.judging.examination import load_checks
from examiner.showing.ink import Ink
from examiner.spec import Check
from examiner.usage import FAILED, Parser, fail

SCHEDULES = "controlled schedules"
"""What covers waits that run out early, in every check that is tried under control."""

_WIDTH = 79

_UNBROKEN = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Cell:
    """One exercise and one value of one dimension."""

    dimension: str
    value: str
    phrase: str
    checks: tuple[str, ...] = ()
    """That try it."""
    reason: str = ""
    """Why none has to."""

    @property
    def sign(self) -> str:
        """Return it as one character."""
        return "✔" if self.checks else "–" if self.reason else "✘"


def cells(module: ModuleType, checks: Sequence[Check]) -> list[Cell]:
    """Return the row of an exercise."""
    return [
        Cell(dimension, value, phrase, *_found(module, checks, dimension, value))
        for dimension, values in (*PHRASES.items(), *BY_HAND.items())
        for value, phrase in values.items()
    ]


def _found(
    module: ModuleType, checks: Sequence[Check], dimension: str, value: str
) -> tuple[tuple[str, ...], str]:
    said = getattr(module, "CELLS", {})
    entry = said.get(f"{dimension}: {value}", said.get(dimension, ""))
    names = entry if isinstance(entry, tuple) else ()
    names += tuple(_by_itself(module, checks, dimension, value))
    admitted = getattr(module, "WORLDS", {}).get(dimension, ())
    reason = entry if isinstance(entry, str) and entry else admitted
    return names, reason if isinstance(reason, str) and not names else ""


def _by_itself(
    module: ModuleType, checks: Sequence[Check], dimension: str, value: str
) -> Iterator[str]:
    """Yield what covers a cell without being told to."""
    plain = [check for check in checks if not check.volume]
    admitted = getattr(module, "WORLDS", {}).get(dimension, ())
    if not isinstance(admitted, str) and value in admitted:
        takers = [c.name for c in plain if dimension != "data" or c.takes_items(0, "")]
        if takers:
            yield f"{len(takers)} checks in other worlds"
    elif (dimension, value) == ("time", "early") and getattr(module, "CLOCK", "early") == "early":
        yield SCHEDULES
    elif dimension == "start":
        yield from [check.name for check in checks if value in check.methods][:1]


def matrix(words: list[str]) -> int:
    """Print the table, or the rows of some exercises; return the exit code."""
    parser = Parser(
        prog="nox -s matrix --",
        description="Show which check tries an exercise with which difficulty, or why none does.",
    )
    parser.add_argument("exercises", nargs="*", help="show each cell of these")
    options = parser.parse_args(words)
    exercises = catalog.load()
    try:
        chosen = catalog.select(exercises, options.exercises)
    except catalog.UnknownExercise as error:
        fail(str(error))
    ink = Ink()
    rows = {e: cells(*load_checks(e.check_file)) for e in chosen or exercises}
    for exercise, row in rows.items():
        if chosen:
            _print_cells(ink, exercise, row)
        else:
            _print_row(ink, exercise, row)
    empty = sum(not (cell.checks or cell.reason) for row in rows.values() for cell in row)
    total = sum(map(len, rows.values()))
    ink.line()
    ink.line(f"{total} cells, {empty} empty.  ✔ tried  – not admitted by the contract  ✘ empty")
    return FAILED if empty else 0


def _print_row(ink: Ink, exercise: catalog.Exercise, row: list[Cell]) -> None:
    signs: dict[str, str] = {}
    for cell in row:
        signs[cell.dimension] = signs.get(cell.dimension, "") + cell.sign
    parts = [f"{name}{_UNBROKEN}{some}" for name, some in signs.items()]
    ink.line(f"{exercise.number:>2}  {exercise.title}")
    for line in wrapped(" ".join(parts), _WIDTH - 4):
        ink.line(f"    {line}".replace(_UNBROKEN, " "))


def _print_cells(ink: Ink, exercise: catalog.Exercise, row: list[Cell]) -> None:
    ink.line(f"{exercise.number}  {exercise.title}")
    for cell in row:
        ink.line()
        text = f"{cell.sign} {cell.dimension}: {cell.phrase}"
        for line in wrapped(text, _WIDTH - 2, hang="  "):
            ink.line(f"  {line}")
        told = ", ".join(cell.checks) or cell.reason
        for line in wrapped(told, _WIDTH - 6):
            ink.line(f"      {line}")
