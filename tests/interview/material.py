"""What is prepared for an interview about one exercise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from interview.matching import mentions_any


@dataclass(frozen=True)
class Fact:
    """One thing that the interviewer can answer."""

    question: str
    answer: str
    asks: tuple[str, ...]
    """Other ways to ask for it."""
    worth: bool = False
    """Would a strong candidate certainly ask for it?"""
    about: str = ""
    """What it is about, if it holds for every exercise, or takes the place of one that does."""

    @property
    def ways(self) -> tuple[str, ...]:
        """All ways to ask for it."""
        return (self.question, *self.asks)


@dataclass(frozen=True)
class WrongTurn:
    """What candidates do, and what that looks like when it is run."""

    what: str
    seen: str


@dataclass(frozen=True)
class Prediction:
    """A kind of input that breaks wrong code."""

    kind: str
    words: tuple[str, ...]
    checks: tuple[str, ...]
    """Names of the checks that try it."""

    def is_named_by(self, text: str) -> bool:
        """Does the candidate's line speak of this kind?"""
        return mentions_any(text, self.words)


class Told(StrEnum):
    """Was a key fact in an answer?"""

    SAID = "said"
    MISSED = "missed"
    CLAIMED = "claimed"
    """Only the candidate says so: it cannot be told."""
    ELSEWHERE = "elsewhere"
    """It was in the answer to another question."""


class Kind(StrEnum):
    """What a follow-up question is about."""

    PLAIN = "plain"
    OWN = "own"
    """The candidate's own code."""
    KILLED = "killed"
    """What happens if a process is killed: always asked."""
    SCALE = "scale"
    """What happens if there is far more of something: always asked."""
    HARDER = "harder"
    """For those who answered another one in full."""


@dataclass(frozen=True)
class FollowUp:
    """A question after the code, with the facts that a good answer has."""

    question: str
    facts: tuple[str, ...]
    """None where there is nothing to compare an answer with."""
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True)
class OwnQuestion:
    """A question about a call in the candidate's own code."""

    calls: frozenset[str]
    """Names of the calls that it can be asked about, as a trace has them."""
    question: str
    """With {line}, {code} and {role} for those of the call."""
    facts: tuple[str, ...]
    bounded: bool | None = None
    """Is it about a queue with a bound, without one, or does that not matter?"""


@dataclass(frozen=True)
class Content:
    """Everything that an interview about one exercise needs beside the catalog."""

    brief: str
    example: str
    expected: str
    approach: tuple[str, ...]
    facts: tuple[Fact, ...]
    """What can be answered."""
    wrong_turns: tuple[WrongTurn, ...]
    predictions: tuple[Prediction, ...]
    follow_ups: tuple[FollowUp, ...]
    said: Mapping[str, Sequence[str]]
    """Step of the approach, or key fact → ways in which people say it."""

    @property
    def worth_asking(self) -> list[Fact]:
        """The facts that a strong candidate would certainly ask for."""
        return [fact for fact in self.facts if fact.worth]
