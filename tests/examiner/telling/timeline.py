"""The little picture: what each process did, from top to bottom, one column a process."""

from dataclasses import dataclass

from examiner.facts.calls import BY_FORCE, GETS, PUTS
from examiner.telling.chronicle import Chronicle, Event

ROWS = 14
"""Rows of a picture: the beginning and the end are shown, and of the middle what matters."""

MOST_BETWEEN = 3
"""Rows of the middle that are shown."""

_LONGEST_CELL = 22


@dataclass(frozen=True)
class Cell:
    """Something that one process did."""

    at: float
    """Seconds since the trial began."""
    role: str
    text: str
    matters: bool = False
    """Is it shown, however much happens around it?"""


def cells(seen: Chronicle) -> list[Cell]:
    """Return what happened in order of time; waits that never ended come last, marked ■."""
    roles = [lane.process for lane in seen.lanes]
    happened = [
        Cell(e.at, roles[e.lane], _told(seen, e), _matters(e)) for e in seen.events if e.told
    ]
    waits = [
        Cell(-1.0, roles[wait.lane], f"{_name(seen, wait.thing, wait.plain)}{wait.told} ■")
        for wait in seen.waits
    ]
    return happened + waits


def _told(seen: Chronicle, event: Event) -> str:
    return f"{_name(seen, event.thing, event.plain)}{event.told}"


def _name(seen: Chronicle, number: int | None, plain: str) -> str:
    """Return `jobs.`, the queue that a call is about, if it has a name and is not the only one."""
    queues = [each for each in seen.things if each.kind == "queue"]
    if number is None or plain not in (*PUTS, *GETS) or len(queues) < 2:
        return ""
    thing = seen.things[number]
    return f"{thing.name}." if thing in queues and thing.name and not thing.name.isdigit() else ""


def _matters(event: Event) -> bool:
    """Is it a death, an exception, a signal, the use of force, a wait that ran out?"""
    if event.kind == "exit":
        return event.told != "exit 0"
    if event.kind == "call":
        return event.ending in ("Empty", "Full") or event.plain in BY_FORCE
    return event.kind in ("killed", "error", "hurried", "signal")


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
    rows, matter = _beside(happened, roles)
    shown = _shown(len(rows), matter)
    drawn = [["time", *roles]]
    for number, before in zip(shown, [-1, *shown], strict=False):
        if number != before + 1:
            drawn.append(["…"] + [""] * len(roles))
        drawn.append(rows[number])
    return drawn


def _shown(count: int, matter: set[int]) -> list[int]:
    """Return the numbers of the rows that are shown: the first, the last, and what matters most."""
    if count <= ROWS:
        return list(range(count))
    half = ROWS // 2
    between = sorted(number for number in matter if half <= number < count - half)[-MOST_BETWEEN:]
    first = range(half - len(between))
    return sorted({*first, *between, *range(count - half, count)})


def _beside(happened: list[Cell], roles: list[str]) -> tuple[list[list[str]], set[int]]:
    """Put what happened next to each other as long as the order stays readable.

    Return the rows, and the numbers of those that matter.
    """
    rows: list[list[str]] = []
    matter: set[int] = set()
    for cell in happened:
        column = 1 + roles.index(cell.role)
        stamp = f"{cell.at:.3f} s" if cell.at >= 0 else ""
        same_moment = rows and (rows[-1][0] == stamp)
        if not same_moment or rows[-1][column]:
            rows.append([stamp] + [""] * len(roles))
        rows[-1][column] = cell.text
        if cell.matters:
            matter.add(len(rows) - 1)
    return rows, matter


def _line(row: list[str], column: int) -> str:
    fields = [f"{row[0]:>9}", *(_fit(text, column) for text in row[1:])]
    return "  ".join(fields).rstrip()


def _fit(text: str, column: int) -> str:
    """Cut a text in its middle: `start renderer 1` and `join renderer 2` differ at both ends."""
    if len(text) > column:
        text = f"{text[: column - 1 - _TAIL]}…{text[-_TAIL:]}"
    return f"{text:<{column}}"


_TAIL = 4
"""Characters that are kept of the end of a text that is cut."""
