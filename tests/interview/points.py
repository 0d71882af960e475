"""Which points a candidate's words make: the key facts of an answer, the steps of a plan.

Each point has been written down in several ways in which people say it. A stretch of what the
candidate typed makes it if it has the words that those ways have in common, rare ones counting
more, and is alike to one of them. That tells what was said, not whether it was meant: between yes
and no the candidate is asked, and what is then answered is called a claim.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

import numpy as np

from interview.likeness import Likeness, everyday, stems

YES, NO = 0.43, 0.33
"""How much of a point has to be there, and below what it is not."""

_OF_THE_QUESTION = 0.1
"""What a word counts that the question has already."""

_WHOLE = 8
"""The weightiest words of a point: who says all of them has said it."""

_CLAUSES, _WORDS = 4, 25
"""The longest stretch that is looked at as one: its clauses, and its words."""

_CLAUSE_END = re.compile(
    r"(?<=[.!?;:])\s+|\n+|,\s+|\s+-+\s+|\s+(?:but|so|because|then|and)\s+", re.IGNORECASE
)

_FEW = 5
"""Words that need no everyday word among them to be understood."""


class Made(Enum):
    """Does a text make a point?"""

    YES = auto()
    MAYBE = auto()
    NO = auto()


class Points:
    """Finds points in what somebody has typed."""

    def __init__(self, ways: Mapping[str, Sequence[str]]) -> None:
        """`ways`: point → other ways to say it."""
        known = [(point, way) for point, others in ways.items() for way in (point, *others)]
        self._likeness = Likeness([way for _, way in known])
        self._owners = np.array([point for point, _ in known])
        self._words = {
            point: Counter(stem for way in (point, *others) for stem in stems(way))
            for point, others in ways.items()
        }

    def made(self, text: str, points: Iterable[str], asked: str = "") -> dict[str, Made]:
        """Return for each of some points whether a text makes it; `asked` is what it answers."""
        return {point: _made(amount) for point, amount in self.amounts(text, points, asked).items()}

    def likeness(self, text: str) -> float:
        """Return how alike a text is to the most alike way in which any of the points is said."""
        return float(self._likeness.to(text).max())

    def amounts(self, text: str, points: Iterable[str], asked: str = "") -> dict[str, float]:
        """Return how much of each of some points is in a text: 1 for all, 0 for nothing."""
        pieces = [] if is_heap(text) else stretches(text)
        if not pieces:
            return dict.fromkeys(points, 0.0)
        words = [stems(piece) for piece in pieces]
        alike = np.max([self._likeness.to(piece) for piece in pieces], axis=0)
        amounts = {}
        for point in points:
            weights = self._weights(point, stems(asked))
            whole = sum(sorted(weights.values(), reverse=True)[:_WHOLE])
            covered = max(sum(weights.get(stem, 0.0) for stem in each) for each in words) / whole
            amounts[point] = (covered + float(alike[self._owners == point].max())) / 2
        return amounts

    def _weights(self, point: str, asked: set[str]) -> dict[str, float]:
        return {
            stem: count
            * math.sqrt(self._likeness.weight(stem))
            * (_OF_THE_QUESTION if stem in asked else 1.0)
            for stem, count in self._words[point].items()
        }


def is_heap(text: str) -> bool:
    """Is a text a heap of words, none of them such as every sentence has?"""
    return len(text.split()) >= _FEW and not everyday(text)


def stretches(text: str) -> list[str]:
    """Return the clauses of a text, alone and with those that follow, none of them very long."""
    clauses = [clause for clause in _CLAUSE_END.split(text.strip()) if clause.strip()]
    found = []
    for number in range(1, _CLAUSES + 1):
        for first in range(len(clauses) - number + 1):
            words = " ".join(clauses[first : first + number]).split()
            starts = range(0, max(len(words) - _WORDS // 2, 1), _WORDS // 2)
            found += [" ".join(words[start : start + _WORDS]) for start in starts]
    return list(dict.fromkeys(found))


def _made(amount: float) -> Made:
    return Made.YES if amount >= YES else Made.NO if amount < NO else Made.MAYBE
