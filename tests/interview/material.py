"""What is prepared for an interview about one exercise."""

from dataclasses import dataclass

from interview.matching import mentions_all, mentions_any


@dataclass(frozen=True)
class Clarification:
    """A question worth asking, with its answer."""

    question: str
    words: tuple[tuple[str, ...], ...]
    """A question is taken for this one if it has a word of each group."""
    answer: str

    def is_asked_by(self, text: str) -> bool:
        """Does the candidate's question mean this one?"""
        return mentions_all(text, self.words)


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


@dataclass(frozen=True)
class FollowUp:
    """A question after the code, with the facts that a good answer has."""

    question: str
    facts: tuple[str, ...]
    harder: bool = False


@dataclass(frozen=True)
class Content:
    """Everything that an interview about one exercise needs beside the catalog."""

    brief: str
    example: str
    expected: str
    approach: tuple[str, ...]
    clarifications: tuple[Clarification, ...]
    wrong_turns: tuple[WrongTurn, ...]
    predictions: tuple[Prediction, ...]
    follow_ups: tuple[FollowUp, ...]
