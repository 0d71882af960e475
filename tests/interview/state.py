"""What has happened in an interview, rebuilt from its events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from interview.journal import Event


@dataclass
class Question:
    """Something that the candidate asked."""

    text: str
    matched: list[str]
    """The prepared questions that it was taken for."""
    decision: str | None = None
    """What the candidate decided where nothing was prepared."""


@dataclass
class Answer:
    """The answer to a follow-up question."""

    question: str
    harder: bool
    lines: list[str] = field(default_factory=list)
    locked: bool = False
    ticks: dict[str, bool] = field(default_factory=dict)
    """Key fact → was it in the answer?"""
    closed: bool = False

    @property
    def all_hit(self) -> bool:
        """Had the answer every key fact?"""
        return self.closed and all(self.ticks.values())


@dataclass
class State:
    """An interview so far."""

    slug: str = ""
    minutes: float = 45.0
    mode: str = "live"
    seed: int = 0
    begun: str = ""
    """When, in UTC."""
    at: float = 0.0
    """Seconds of the interview's clock at the last event."""
    phase: str = ""
    """The phase that has been entered and not left."""
    entered: float = 0.0
    spent: dict[str, float] = field(default_factory=dict)
    """Phase that is over → its seconds."""
    nudged: set[str] = field(default_factory=set)
    questions: list[Question] = field(default_factory=list)
    approach: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    runs: list[bool] = field(default_factory=list)
    """For each run of the example: was its output right?"""
    checks_tried: list[str] = field(default_factory=list)
    """In practice mode, how each run of the hidden checks ended."""
    hints: list[float] = field(default_factory=list)
    """When each hint was taken, in seconds of the coding phase."""
    revealed: bool = False
    predictions: dict[str, list[str]] = field(default_factory=dict)
    """What the candidate predicted → the prepared kinds that it names."""
    graded: dict[str, Any] | None = None
    answers: list[Answer] = field(default_factory=list)
    own: dict[str, int] = field(default_factory=dict)
    """Dimension → the candidate's own score."""
    pauses: int = 0
    finished: bool = False

    def apply(self, event: Event) -> None:
        """Take in one event; one of an unknown kind only moves the clock."""
        self.at = max(self.at, event.at)
        take = _TAKE.get(event.kind)
        if take is not None:
            take(self, event)


def rebuilt(events: Iterable[Event]) -> State:
    """Return the state after these events."""
    state = State()
    for event in events:
        state.apply(event)
    return state


def _begin(state: State, event: Event) -> None:
    state.slug = event.data["slug"]
    state.minutes = event.data["minutes"]
    state.mode = event.data["mode"]
    state.seed = event.data["seed"]
    state.begun = event.time


def _enter(state: State, event: Event) -> None:
    state.phase, state.entered = event.data["phase"], event.at


def _leave(state: State, event: Event) -> None:
    state.spent[state.phase] = event.at - state.entered
    state.phase = ""


def _nudge(state: State, event: Event) -> None:
    state.nudged.add(event.data["phase"])


def _question(state: State, event: Event) -> None:
    state.questions.append(Question(event.data["text"], event.data["matched"]))


def _decision(state: State, event: Event) -> None:
    state.questions[-1].decision = event.data["text"]


def _hint(state: State, event: Event) -> None:
    state.hints.append(event.at - state.entered)


def _reveal(state: State, event: Event) -> None:
    state.revealed = True


def _predict(state: State, event: Event) -> None:
    state.predictions[event.data["text"]] = event.data["kinds"]


def _graded(state: State, event: Event) -> None:
    state.graded = event.data["result"]


def _follow_up(state: State, event: Event) -> None:
    state.answers.append(Answer(event.data["question"], event.data["harder"]))


def _answer(state: State, event: Event) -> None:
    state.answers[-1].lines.append(event.data["text"])


def _lock(state: State, event: Event) -> None:
    state.answers[-1].locked = True


def _tick(state: State, event: Event) -> None:
    state.answers[-1].ticks[event.data["fact"]] = event.data["hit"]


def _close(state: State, event: Event) -> None:
    state.answers[-1].closed = True


def _own(state: State, event: Event) -> None:
    state.own[event.data["dimension"]] = event.data["score"]


def _pause(state: State, event: Event) -> None:
    state.pauses += 1


def _end(state: State, event: Event) -> None:
    state.finished = True


_TAKE = {
    "begin": _begin,
    "enter": _enter,
    "leave": _leave,
    "nudge": _nudge,
    "question": _question,
    "decision": _decision,
    "approach": lambda state, event: state.approach.append(event.data["text"]),
    "note": lambda state, event: state.notes.append(event.data["text"]),
    "run": lambda state, event: state.runs.append(event.data["right"]),
    "check": lambda state, event: state.checks_tried.append(event.data["status"]),
    "hint": _hint,
    "reveal": _reveal,
    "predict": _predict,
    "graded": _graded,
    "follow-up": _follow_up,
    "answer": _answer,
    "lock": _lock,
    "tick": _tick,
    "close": _close,
    "own-score": _own,
    "resume": _pause,
    "end": _end,
}
