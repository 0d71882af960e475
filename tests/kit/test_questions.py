"""What candidates ask is understood: questions that nobody tuned for, and the forms of a line."""

from collections import Counter

import pytest
from understanding import asked, measured

from examiner import catalog
from interview import content
from interview.questions import Listener, parts

RIGHT, WRONG = 0.92, 0.03
"""The shares of questions that are to be answered rightly, and that may be answered wrongly."""


@pytest.fixture(scope="module")
def listener() -> Listener:
    """Return somebody who listens to questions about exercise 2."""
    return Listener(content.facts_of(catalog.load()[1]))


@pytest.mark.timeout(120)
def test_questions_that_nobody_tuned_for_are_understood() -> None:
    """Of those that were written from the briefs alone; `understanding.py` shows the rest."""
    counts = Counter(how for _, _, how in measured([e.slug for e in catalog.load()]))
    assert counts.total() == len(asked()) > 200
    assert counts["right"] >= RIGHT * counts.total(), counts
    assert counts["wrong"] <= WRONG * counts.total(), counts


def test_the_answers_to_those_questions_are_prepared() -> None:
    """Each fact that is wanted is one of its exercise, and no way to ask was taken from there."""
    facts = {e.slug: content.facts_of(e) for e in catalog.load()}
    for question in asked():
        known = {fact.question for fact in facts[question.slug]}
        assert frozenset[str]().union(*question.wants) <= known, question.text
        assert not any(question.text in fact.ways for fact in facts[question.slug])


@pytest.mark.parametrize(
    ("line", "questions"),
    [
        ("Can an item be None?", ["Can an item be None?"]),
        ("Is it ordered? And how big is it?", ["Is it ordered?", "And how big is it?"]),
        ("I would use a Pool. Is that ok?", ["I would use a Pool. Is that ok?"]),
        ("is it ordered? i need that", ["is it ordered? i need that"]),
        (
            "can items be None, and how many of them are there",
            ["can items be None", "how many of them are there"],
        ),
        ("can I read and write it", ["can I read and write it"]),
    ],
)
def test_a_line_is_taken_apart(line: str, questions: list[str]) -> None:
    """Several questions are several; a statement belongs to the one beside it."""
    assert parts(line) == questions


def test_each_question_of_a_line_is_answered(listener: Listener) -> None:
    """One that is asked twice is answered once."""
    heard = listener.hear("Can an item be None? May I use third-party packages?")
    answers = [one.facts[0].answer for one in heard]
    assert [text.split()[0] for text in answers] == ["Items", "Only"], answers
    assert all(one.sure for one in heard)
    assert len(listener.hear("Can an item be None? Can an item be None?")) == 1


def test_what_is_about_something_else_has_no_answer(listener: Listener) -> None:
    """Nothing is prepared on that, and nothing is made up."""
    assert [one.facts for one in listener.hear("xyzzy plugh?")] == [()]


def test_a_vague_question_is_asked_back(listener: Listener) -> None:
    """Several facts may be meant, and are offered."""
    (one,) = listener.hear("What about the processes?")
    assert not one.sure
    assert len(one.facts) > 1
