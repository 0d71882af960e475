"""The little picture: what each process did, from top to bottom, one column a process."""

from dataclasses import dataclass

from examiner.outcome import Entry, Outcome
from examiner.verdicts import Blocked

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


def cells(outcome: Outcome, waiting: list[Blocked]) -> list[Cell]:
    """Return what happened in order of time; waits that never ended come last, marked ■."""
    still_there = {row.pid for row in waiting}
    found = [
        Cell(_time(outcome, entry), outcome.role(entry["pid"]), text)
        for entry in outcome.log
        if (text := _text(outcome, entry))
        and entry["pid"] in outcome.processes
        and not (entry["kind"] == "down" and entry["pid"] in still_there)
    ]
    # An exit is told by the process that went, if it could; by its parent's report otherwise.
    gone = {p.pid for p in outcome.processes.values() if p.down}
    for entry in outcome.of("exit"):
        if entry["child"] not in gone and entry["child"] in outcome.processes:
            text = f"exit {entry['code']}"
            found.append(Cell(outcome.seconds(entry), outcome.role(entry["child"]), text))
    found.sort(key=lambda cell: cell.at)
    return found + [Cell(-1.0, outcome.role(row.pid), f"{_plain(row)} ■") for row in waiting]


def _time(outcome: Outcome, entry: Entry) -> float:
    begun = entry.get("begun")
    if begun is not None and entry["plain"] in ("process.start()", "queue.put()"):
        return float(begun - outcome.report.get("begun", 0)) / 1e9
    return outcome.seconds(entry)


def _text(outcome: Outcome, entry: Entry) -> str:
    kind = entry["kind"]
    if kind == "call":
        return _call(outcome, entry)
    if kind == "down":
        return f"exit {entry['code']}"
    if kind == "error":
        return f"{entry['type']}"
    if kind in ("handle", "pull"):
        return f"{kind} {entry['item']}"
    if kind == "idle":
        return "on_idle"
    return "dies" if kind == "killed" else ""


def _call(outcome: Outcome, entry: Entry) -> str:
    verb = entry["plain"].rpartition(".")[2].rstrip("()")
    if entry["end"] != "ok":
        return f"{verb} → {entry['end']}"
    if verb in ("get", "recv", "recv_bytes"):
        return f"{verb} → {entry['result']}"
    if verb in ("put", "send", "send_bytes"):
        return f"{verb} {entry['argument']}"
    if verb in ("start", "join", "terminate", "kill") and entry["whom"]:
        return f"{verb} {outcome.role(entry['whom'])}"
    return ""


def _plain(row: Blocked) -> str:
    if row.plain == "exit":
        return "exit"
    if row.plain == "gate":
        return "held"
    verb = (row.plain or row.call).rpartition(".")[2].rstrip("()")
    return f"{verb} {row.waits_for}" if verb == "join" else verb


def picture(outcome: Outcome, waiting: list[Blocked], width: int = 100) -> list[str]:
    """Return the lines of the picture; none if nothing happened.

    They are at most `width` characters wide.
    """
    happened = cells(outcome, waiting)
    roles = list(dict.fromkeys(p.role for p in outcome.processes.values() if not p.server))
    column = max(10, min(_LONGEST_CELL, (width - 12) // max(1, len(roles)) - 2))
    roles = roles[: max(1, (width - 12) // (column + 2))]
    happened = [cell for cell in happened if cell.role in roles]
    if not happened:
        return []
    rows = _rows(happened, roles)
    if len(rows) > ROWS:
        rows = [*rows[: ROWS // 2], ["…"] + [""] * len(roles), *rows[-(ROWS // 2) :]]
    head = ["time", *roles]
    return [_line(row, column) for row in [head, *rows]]


def _rows(happened: list[Cell], roles: list[str]) -> list[list[str]]:
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
