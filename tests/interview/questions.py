"""What a candidate's line asks for: each question in it, and the facts that may answer it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interview.likeness import Likeness
from interview.material import Fact

SURE = 0.15
"""A fact answers without asking back if it is so much more alike than any other one."""

CERTAIN = 0.75
"""So does one that is this much alike, if it is ahead of the next by a quarter of that."""

FAR = 0.2
"""A question to which no fact is that much alike is about something else."""

CHOICES = 4
"""Facts that are offered where several may be meant."""

NEAR = 0.7
"""Share of the first one's likeness that a fact needs to be offered beside it."""

_BEST, _NEXT = 0.6, 3
"""What counts of the ways to ask for a fact: the most alike one, and the mean of some."""

_QUESTION_END = re.compile(r"(?<=\?)\s+(?=\w)")

_SECOND = re.compile(
    r",? (?:and|also|plus) (?=(?:what|how|which|who|when|where|can|could|may|must|should|shall|do|"
    r"does|is|are|will|would|if)\b)",
    re.IGNORECASE,
)

_FEWEST = 4
"""Words of a half of a line that may be a question of its own."""


@dataclass(frozen=True)
class Heard:
    """One question, and what it may be about."""

    text: str
    facts: tuple[Fact, ...]
    """The most likely one first; none if it is about something that is not prepared."""
    sure: bool
    """Is it the first of them, and no other?"""


class Listener:
    """Finds the facts that answer what is asked, in whatever words."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._facts = facts
        ways = [(number, way) for number, fact in enumerate(facts) for way in fact.ways]
        self._owners = np.array([number for number, _ in ways])
        self._ways = [way for _, way in ways]
        self._likeness = Likeness(self._ways)

    def hear(self, line: str, *, but: str = "") -> list[Heard]:
        """Return each question of a line; of two that are about the same only one.

        `but` is a way to ask that is taken for unknown: to measure what the others are worth.
        """
        heard: list[Heard] = []
        for text in parts(line):
            one = self._hear(text, but)
            if not any(one.facts[:1] == other.facts[:1] for other in heard):
                heard.append(one)
        if len(heard) > 1 and not all(one.sure for one in heard):
            whole = self._hear(line, but)  # its halves do not stand for themselves
            return [whole] if whole.sure or not any(one.sure for one in heard) else heard
        return heard

    def _hear(self, text: str, but: str) -> Heard:
        scores = self._scores(text, but)
        order = np.argsort(-scores)
        first, second = scores[order[0]], scores[order[1]]
        if first < FAR:
            return Heard(text, (), sure=False)
        ahead = first - second
        if ahead >= SURE or (first >= CERTAIN and ahead >= SURE / 4):
            return Heard(text, (self._facts[order[0]],), sure=True)
        near = [n for n in order[:CHOICES] if scores[n] >= NEAR * first]
        return Heard(text, tuple(self._facts[n] for n in near), sure=False)

    def _scores(self, text: str, but: str) -> NDArray[np.float64]:
        alike = self._likeness.to(text)
        if but:
            alike[self._ways.index(but)] = 0.0
        scores = np.empty(len(self._facts))
        for number in range(len(self._facts)):
            ways = np.sort(alike[self._owners == number])[::-1]
            scores[number] = _BEST * ways[0] + (1 - _BEST) * ways[:_NEXT].mean()
        return scores


def parts(line: str) -> list[str]:
    """Return the questions in a line, as far as its form tells; a statement goes with the next."""
    found: list[str] = []
    before = ""
    for piece in _QUESTION_END.split(line.strip()):
        text = f"{before} {piece}".strip()
        if piece.endswith("?") or not found:
            found.append(text)
            before = ""
        else:
            before = text
    if before:
        found[-1] += f" {before}"
    return [half for text in found for half in _halves(text)]


def _halves(text: str) -> list[str]:
    pieces = _SECOND.split(text, maxsplit=1)
    if len(pieces) == 2 and all(len(piece.split()) >= _FEWEST for piece in pieces):
        return pieces
    return [text]
