"""How alike short texts are: in what their words mean, and in the words themselves.

The meaning comes from static word embeddings that lie in wordllama's own wheel, so that nothing is
downloaded. A text is a sum of its words there, in which a single word that decides is easily lost
among others: hence the share of words that two texts have in common, rare ones counting more.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import wordllama
from numpy.typing import NDArray

MEANING = 0.5
"""The share of the meaning in how alike two texts are; the rest is that of the words."""

_WORD = re.compile(r"[a-z_]+|\d+")

_COMMON = frozenset(
    re.findall(
        r"\w+",
        """
        a am an and are as at be been but by can could did do does for from had has have he how i
        if in is it its just like may me might must my no not of ok on one or our ought shall she
        should so some still such than that the their them then there these they this those to us
        was we were what when where which while who why will with would yes you your
        """,
    )
)
"""Words that any question may have."""

_ENDINGS = ("ing", "ed", "es", "s", "ly")

Vectors = NDArray[np.float32]


class Likeness:
    """Compares texts with a number of known ones."""

    def __init__(self, known: Sequence[str]) -> None:
        self._vectors = _embedded(known)
        found = [stems(text) for text in known]
        counts = Counter(stem for each in found for stem in each)
        self._weights = {
            stem: math.log((len(known) + 1) / (count + 0.5)) ** 2 for stem, count in counts.items()
        }
        self._unknown = math.log(2 * (len(known) + 1)) ** 2
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, each in enumerate(found):
            for stem in each:
                self._holders[stem].append(number)
        self._lengths = np.array([self._length(each) for each in found])

    def to(self, text: str) -> NDArray[np.float64]:
        """Return how alike a text is to each of the known ones: 1 for the same, 0 for nothing."""
        meaning = self._vectors @ _embedded([text])[0]
        shared = np.zeros(len(self._lengths))
        found = stems(text)
        for stem in found:
            shared[self._holders.get(stem, [])] += self._weights.get(stem, 0.0)
        words = shared / (self._lengths * self._length(found))
        return np.asarray(MEANING * meaning + (1 - MEANING) * words)

    def weight(self, stem: str) -> float:
        """Return what a word counts: the more, the fewer of the known texts have it."""
        return self._weights.get(stem, self._unknown)

    def _length(self, found: set[str]) -> float:
        return math.sqrt(sum(self.weight(stem) for stem in found)) or 1.0


def everyday(text: str) -> int:
    """Return how many words of a text are such as any sentence may have."""
    return sum(word in _COMMON for word in _WORD.findall(text.lower()))


def _embedded(texts: Sequence[str]) -> Vectors:
    vectors: Vectors = _model().embed(list(texts), norm=True)
    return vectors


@cache
def _model() -> Any:
    return wordllama.WordLlama.load(
        cache_dir=Path(wordllama.__file__).parent, disable_download=True
    )


def stems(text: str) -> set[str]:
    """Return the words of a text that say something, without their endings."""
    return {_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON}


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
