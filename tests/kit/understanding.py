"""Measure how questions are understood: `python tests/kit/understanding.py [WORD…] [--all]`.

`asked.toml` holds questions that were written from the briefs alone, by people who had not seen the
facts, and that no way to ask was taken from. A question is answered rightly if each of its parts
gets an answer that says it, or a choice in which that is; wrongly if it gets an answer that does
not belong to it. `--all` measures the prepared ways to ask too, each of them left out in turn.
"""

import argparse
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from examiner import catalog
from examiner.catalog import Exercise
from interview import content
from interview.questions import Heard, Listener

ASKED = Path(__file__).with_name("asked.toml")


@dataclass(frozen=True)
class Asked:
    """A question with what answers it."""

    slug: str
    text: str
    wants: tuple[frozenset[str], ...]
    """For each thing that it asks: the facts of which each answers it, none if nothing does."""


def asked() -> list[Asked]:
    """Return the questions that nobody tuned for."""
    document = tomllib.loads(ASKED.read_text(encoding="utf-8"))
    return [
        Asked(slug, entry["text"], tuple(map(frozenset, entry["wants"])))
        for slug, entries in document.items()
        for entry in entries
    ]


def verdict(question: Asked, heard: list[Heard]) -> str:
    """Return `right`, `wrong`, `part` or `missed`."""
    given = {one.facts[0].question for one in heard if one.sure}
    shown = given | {fact.question for one in heard for fact in one.facts}
    if given - frozenset[str]().union(*question.wants):
        return "wrong"
    unsure = any(not one.sure for one in heard)
    right = [bool(want & shown) if want else unsure for want in question.wants]
    return "right" if all(right) else "part" if any(right) else "missed"


def measured(slugs: list[str]) -> Iterator[tuple[Asked, list[Heard], str]]:
    """Yield each question with what was heard, and whether that is right."""
    listeners = {e.slug: Listener(content.facts_of(e)) for e in catalog.load() if e.slug in slugs}
    for question in asked():
        if question.slug in listeners:
            heard = listeners[question.slug].hear(question.text)
            yield question, heard, verdict(question, heard)


def left_out(exercise: Exercise) -> Counter[str]:
    """Return how each prepared way to ask is understood if it is not known."""
    facts = content.facts_of(exercise)
    listener = Listener(facts)
    found: Counter[str] = Counter()
    for fact in facts:
        for way in fact.asks:
            heard = listener.hear(way, but=way)
            found[verdict(Asked(exercise.slug, way, (frozenset({fact.question}),)), heard)] += 1
    return found


def shares(counts: Counter[str]) -> str:
    """Return counts as shares, in words."""
    total = counts.total()
    kinds = ("right", "part", "missed", "wrong")
    return ", ".join(f"{100 * counts[kind] / total:.1f} % {kind}" for kind in kinds)


def main() -> int:
    """Measure, and print what was not understood."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="exercises whose names contain a word")
    parser.add_argument("--all", action="store_true", help="the prepared ways to ask as well")
    options = parser.parse_args()
    exercises = [e for e in catalog.load() if any(w in e.slug for w in options.words or [""])]
    counts: Counter[str] = Counter()
    direct = 0
    for question, heard, how in measured([exercise.slug for exercise in exercises]):
        counts[how] += 1
        direct += how == "right" and all(one.sure for one in heard)
        if how != "right":
            print(f"{how}: {question.slug}: {question.text}")
            for one in heard:
                print(f"    {'sure' if one.sure else 'asks'}: {[f.question for f in one.facts]}")
            print(f"    wanted: {[sorted(want) for want in question.wants]}")
    print(f"{counts.total()} questions: {shares(counts)}; {direct} answered without asking back")
    if options.all:
        ways = sum((left_out(exercise) for exercise in exercises), Counter[str]())
        print(f"{ways.total()} ways to ask, each left out: {shares(ways)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
