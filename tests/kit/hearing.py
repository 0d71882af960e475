"""Measure how answers are compared with key facts: `python tests/kit/hearing.py [WORD…]`.

`answered.toml` holds answers of people who had not seen the key facts, with what they cover by the
judgement of others. Each fact is told covered, or not, or the candidate is asked.
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from examiner import catalog
from interview import content
from interview.points import NO, YES, Points

ANSWERED = Path(__file__).with_name("answered.toml")


@dataclass(frozen=True)
class Heard:
    """A key fact, and an answer that has it or not."""

    slug: str
    answer: str
    fact: str
    covered: bool
    amount: float
    """How much of it was found there."""

    @property
    def verdict(self) -> str:
        """`right`, `wrong`, or `asked`."""
        if NO <= self.amount < YES:
            return "asked"
        return "right" if (self.amount >= YES) == self.covered else "wrong"

    @property
    def right_if_not_asked(self) -> bool:
        """Would it be right if one had to say yes or no?"""
        return (self.amount >= (NO + YES) / 2) == self.covered


@cache
def _points(slug: str) -> tuple[Points, dict[str, tuple[str, tuple[str, ...]]]]:
    """Return what is listened for in an exercise, and its questions with their key facts."""
    if slug == content.OWN:
        # The questions on one's own code are asked with every exercise: take any.
        own = content.own_questions()
        found = {f"{min(e.calls)} {e.bounded}": (e.question, e.facts) for e in own}
        return _points(catalog.load()[0].slug)[0], found
    material = content.load(next(each for each in catalog.load() if each.slug == slug))
    return Points(material.said), {
        entry.question: (entry.question, entry.facts) for entry in material.follow_ups
    }


def heard(words: list[str]) -> Iterator[Heard]:
    """Yield each key fact of each answer to exercises whose names contain a word."""
    for entry in tomllib.loads(ANSWERED.read_text(encoding="utf-8"))["answer"]:
        if not any(word in entry["slug"] for word in words):
            continue
        points, facts_of = _points(entry["slug"])
        question, facts = facts_of[entry["question"]]
        amounts = points.amounts(entry["text"], facts, question)
        for number, fact in enumerate(facts):
            covered = number in entry["covers"]
            yield Heard(entry["slug"], entry["text"], fact, covered, amounts[fact])


def main() -> int:
    """Measure, and print what was told wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="exercises whose names contain a word")
    found = list(heard(parser.parse_args().words or [""]))
    counts = Counter(one.verdict for one in found)
    for one in found:
        if one.verdict == "wrong":
            kind = "not heard" if one.covered else "heard, and not there"
            print(f"{one.slug}: {kind} ({one.amount:.2f}): {one.fact}\n    {one.answer!r}")
    print(f"{len(found)} facts: " + ", ".join(f"{counts[k]} {k}" for k in sorted(counts)))
    told = counts["right"] + counts["wrong"]
    print(f"{100 * counts['right'] / told:.1f} % of those told are right")
    rest = sum(one.right_if_not_asked for one in found)
    print(f"{100 * rest / len(found):.1f} % would be if nobody were asked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
