"""What was missed comes back: in the next interview, and then after longer and longer pauses."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from interview.recall import Missed, due

DAY = datetime(2026, 1, 1, tzinfo=UTC)
A, B = Missed("ex01_x", "Why?", "Because."), Missed("ex01_x", "How?", "So.")


def card(
    days: int, *, missed: tuple[Missed, ...] = (), recalled: dict[Missed, str] | None = None
) -> dict[str, Any]:
    """Return the scorecard of an interview on that day."""
    return {
        "slug": "ex01_x",
        "finished": (DAY + timedelta(days=days)).isoformat(),
        "missed_facts": [
            {"question": one.question, "fact": one.fact, "about": "plain"} for one in missed
        ],
        "recalled": [
            {"slug": one.slug, "question": one.question, "fact": one.fact, "how": how}
            for one, how in (recalled or {}).items()
        ],
    }


def after(days: int) -> datetime:
    """Return the time so many days later."""
    return DAY + timedelta(days=days)


def test_the_next_interview_has_it() -> None:
    """However soon it is, the longest due first."""
    cards = [card(0, missed=(A,)), card(1, missed=(B,))]
    assert due(cards, after(1)) == [A, B]
    assert due([], after(1)) == []


def test_what_was_known_rests_for_longer_each_time() -> None:
    """Three days, ten, thirty; after that it is known."""
    cards = [card(0, missed=(A,)), card(0, recalled={A: "said"})]
    assert due(cards, after(2)) == []
    assert due(cards, after(3)) == [A]
    cards.append(card(3, recalled={A: "claimed"}))
    assert due(cards, after(12)) == []
    assert due(cards, after(13)) == [A]
    cards.append(card(13, recalled={A: "said"}))
    assert due(cards, after(43)) == [A]
    cards.append(card(43, recalled={A: "said"}))
    assert due(cards, after(1000)) == []


def test_what_is_missed_again_begins_anew() -> None:
    """Whether it comes back, or belongs to the exercise of that day."""
    known = [card(0, missed=(A,)), card(0, recalled={A: "said"})]
    assert due([*known, card(3, recalled={A: "missed"})], after(3)) == [A]
    assert due([*known, card(1, missed=(A,))], after(1)) == [A]


def test_questions_on_code_of_that_day_do_not_come_back() -> None:
    """Nobody has the code any more; nor do facts of cards that do not say what they are about."""
    own = card(0, missed=(A,))
    own["missed_facts"][0]["about"] = "own"
    old = card(0, missed=(B,))
    del old["missed_facts"][0]["about"], old["recalled"]
    assert due([own, old], after(1)) == []


@pytest.mark.parametrize(
    "damage",
    [
        {"finished": "yesterday"},
        {"finished": None},
        {"missed_facts": [3]},
        {"missed_facts": 3},
        {"recalled": [{}]},
    ],
)
def test_a_damaged_card_tells_nothing(damage: dict[str, Any]) -> None:
    """The others are still heard."""
    assert due([card(0, missed=(A,)), card(1, missed=(B,)) | damage], after(1)) == [A]
