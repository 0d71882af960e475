"""The little picture: what each process did, from top to bottom, one column a process."""

from dataclasses import dataclass

from examiner.telling.chronicle import Chronicle

ROWS = 14
"""Rows of a picture: the beginning and the end are shown, the middle is left out."""

_LONGEST_CELL = 22


@dataclass(frozen=True)
class Cell:
    """Something that one process did."""

    at: float
    """Seconds since the trial began."""
    role: str
    text: str


def cells(seen: Chronicle) -> list[Cell]:
    """Return what happened in order of time; waits that never ended come last, marked ■."""
    roles = [lane.process for lane in seen.lanes]
    happened = [Cell(e.at, roles[e.lane], e.told) for e in seen.events if e.told]
    return happened + [Cell(-1.0, roles[wait.lane], f"{wait.told} ■") for wait in seen.waits]


def picture(seen: Chronicle, width: int = 100) -> list[str]:
    """Return the lines of the picture; none if nothing happened.

    They are at most `width` characters wide.
    """
    roles = _roles(seen)
    column = max(10, min(_LONGEST_CELL, (width - 12) // max(1, len(roles)) - 2))
    return [
        _line(row, column) for row in _rows(seen, roles[: max(1, (width - 12) // (column + 2))])
    ]


def table(seen: Chronicle) -> list[list[str]]:
    """Return the same as rows of cells, a column for every process; the first row is the head."""
    return _rows(seen, _roles(seen))


def _roles(seen: Chronicle) -> list[str]:
    return list(dict.fromkeys(lane.process for lane in seen.lanes if not lane.server))


def _rows(seen: Chronicle, roles: list[str]) -> list[list[str]]:
    happened = [cell for cell in cells(seen) if cell.role in roles]
    if not happened:
        return []
    rows = _beside(happened, roles)
    if len(rows) > ROWS:
        rows = [*rows[: ROWS // 2], ["…"] + [""] * len(roles), *rows[-(ROWS // 2) :]]
    return [["time", *roles], *rows]


def _beside(happened: list[Cell], roles: list[str]) -> list[list[str]]:
    """Put what happened next to each other as long as the order stays readable."""
    rows: list[list[str]] = []
    for cell in happened:
        column = 1 + roles.index(cell.role)
        stamp = f"{cell.at:.3f} s" if cell.at >= 0 else ""
        same_moment = rows and (rows[-1][0] == stamp)
        if not same_moment or rows[-1][column]:
            rows.append([stamp] + [""] * len(roles))
        rows[-1][column] = cell.text
    return rows


def _line(row: list[str], column: int) -> str:
    fields = [f"{row[0]:>9}", *(_fit(text, column) for text in row[1:])]
    return "  ".join(fields).rstrip()


def _fit(text: str, column: int) -> str:
    return f"{text if len(text) <= column else text[: column - 1] + '…':<{column}}"
