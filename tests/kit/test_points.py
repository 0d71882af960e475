"""What candidates say is compared with key facts: labelled answers, word salad, single clauses."""

import random
import re
from collections import Counter

import pytest
from hearing import heard

from examiner import catalog
from interview import content
from interview.material import Content
from interview.performance import names_waits
from interview.points import Made, Points, stretches

RIGHT, WRONG = 0.9, 0.06
"""The share of key facts to be told rightly, were nobody asked; and that of those told wrongly."""

SALAD = 0.1
"""The share of key facts that a heap of the commonest words of all may be taken to have."""


@pytest.fixture(scope="module")
def material() -> Content:
    """Return what is prepared for exercise 5."""
    return content.load(catalog.load()[4])


@pytest.fixture(scope="module")
def points(material: Content) -> Points:
    """Return what is listened for in exercise 5."""
    return Points(material.said)


@pytest.mark.timeout(120)
def test_answers_that_nobody_tuned_for_are_heard() -> None:
    """Of those in answered.toml; `hearing.py` shows which are not."""
    found = list(heard([""]))
    assert len(found) > 800
    assert sum(one.right_if_not_asked for one in found) >= RIGHT * len(found)
    counts = Counter(one.verdict for one in found)
    assert counts["wrong"] <= WRONG * len(found), counts


@pytest.mark.parametrize("seed", range(3))
def test_a_heap_of_the_right_words_says_next_to_nothing(
    points: Points, material: Content, seed: int
) -> None:
    """Even of those that the key facts have most often, however many there are."""
    words = Counter(word for point in material.said for word in re.findall("[a-z]{4,}", point))
    common = [word for word, _ in words.most_common(80)]
    lot = random.Random(seed)
    facts = [(entry.question, fact) for entry in material.follow_ups for fact in entry.facts]
    made = [
        points.made(" ".join(lot.sample(common, length)), [fact], question)[fact]
        for question, fact in facts
        for length in (10, 30, 60)
    ]
    assert made.count(Made.YES) <= SALAD * len(made)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("main waits in recv() until the sender has closed its end", True),
        ("join hangs, since nobody reads the pipe any more", True),
        ("queue pipe lock join hang deadlock wait process main feeder", False),
        ("I would wait for the weekend", False),
        ("I use a Pipe and two processes", False),
    ],
)
def test_who_waits_for_whom_is_more_than_words_of_waiting(
    points: Points, text: str, says: bool
) -> None:
    """It has to be about what is known here, and a sentence."""
    assert names_waits(text, points) is says


@pytest.mark.parametrize("text", ["", "asdf", "no idea", "I would look it up", "y", "done deal"])
def test_who_has_no_idea_has_said_nothing(points: Points, material: Content, text: str) -> None:
    """It is not even asked whether that was in the answer."""
    for entry in material.follow_ups:
        assert set(points.made(text, entry.facts, entry.question).values()) == {Made.NO}


def test_a_fact_in_other_words_is_heard(points: Points, material: Content) -> None:
    """And none of the others of that question."""
    asked = next(entry for entry in material.follow_ups if entry.question == "Is a Pipe one-way?")
    made = points.made(
        "no, it goes both ways if you do not ask for less, each end can send and receive",
        asked.facts,
    )
    assert list(made.values()) == [Made.YES, Made.NO, Made.NO]


def test_what_is_said_in_clauses_is_looked_at_in_clauses() -> None:
    """Alone, and with those that follow; a long one in overlapping pieces."""
    one, other = "It waits", "but not for ever"
    assert stretches(f"{one}, {other}") == [one, other, f"{one} {other}"]
    long = " ".join(str(number) for number in range(40))
    assert [len(piece.split()) for piece in stretches(long)] == [25, 25, 16]
    assert stretches("  ") == []


def test_everything_that_is_listened_for_can_be_said(points: Points, material: Content) -> None:
    """Each point is heard in each of the ways that are written down for it, nearly always."""
    ways = [(point, way) for point, all_of_it in material.said.items() for way in all_of_it]
    made = Counter(points.made(way, [point])[point] for point, way in ways)
    assert made[Made.YES] >= 0.9 * made.total(), made
