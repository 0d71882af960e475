"""What dictionaries of lists hold."""

from collections import Counter
from collections.abc import Sequence

from examiner.expect.findings import some, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import Expectation

Board = dict[str, Counter[str]]


def listed(batches: Sequence[Sequence[tuple[object, object]]]) -> Expectation:
    """The scene reported a plain dict of lists for each batch of (key, value), in any order."""
    expected = [_board(batch) for batch in batches]

    def look(outcome: Outcome) -> Finding | None:
        boards: list[Board] = []
        for entry in outcome.of("lists", "listed"):
            if entry["kind"] == "lists":
                if not entry["plain"]:
                    return wrong(f"{entry['what']} is no plain dict of plain lists")
                boards.append({})
            elif boards:
                boards[-1][entry["key"]] = Counter(entry["values"])
        if len(boards) != len(expected):
            return wrong(f"{len(boards)} of {len(expected)} calls returned a dict")
        findings = map(_compared, boards, expected)
        return next((finding for finding in findings if finding), None)

    return look


def _board(pairs: Sequence[tuple[object, object]]) -> Board:
    board: Board = {}
    for key, value in pairs:
        board.setdefault(label(key), Counter())[label(value)] += 1
    return board


def _compared(got: Board, expected: Board) -> Finding | None:
    for key, wanted in expected.items():
        found = got.get(key)
        if found is None:
            return wrong(f"the key {key} is missing")
        if found != wanted:
            lost, extra = list((wanted - found).elements()), list((found - wanted).elements())
            what = f"lost: {some(lost)}" if lost else f"not asked for: {some(extra)}"
            return wrong(f"{found.total()} of {wanted.total()} values under {key}; {what}")
    extra = sorted(got.keys() - expected.keys())
    return wrong(f"keys that no event has: {some(extra)}") if extra else None
