"""What has happened in an interview, rebuilt from its records."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from examiner.catalog import Exercise
from interview.crutches import Crutch
from interview.journal import Record
from interview.material import Told
from interview.recall import Missed


@dataclass
class Question:
    """Something that the candidate asked."""

    text: str
    matched: list[str]
    """The prepared questions that it was taken for."""
    decision: str | None = None
    """What the candidate decided where nothing was prepared."""
    offered: list[str] = field(default_factory=list)
    """The prepared questions that it may have meant: which of them was left open."""


@dataclass
class Answer:
    """The answer to a follow-up question."""

    question: str
    about: str
    """The kind of the question."""
    lines: list[str] = field(default_factory=list)
    locked: bool = False
    facts: dict[str, Told] = field(default_factory=dict)
    """Key fact → was it in the answer?"""
    closed: bool = False

    @property
    def all_hit(self) -> bool:
        """Had the answer every key fact?"""
        return self.closed and bool(self.facts) and Told.MISSED not in self.facts.values()


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
    """Seconds of the interview's clock at the last record."""
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
    handed_in: str = ""
    """The code that the hidden checks were run on."""
    graded: dict[str, Any] | None = None
    crutches: list[Crutch] = field(default_factory=list)
    """Lines that sleep or make a daemon, if a failing check ends otherwise without them."""
    mended: dict[str, Any] | None = None
    """What the hidden checks said after the candidate was shown a failure."""
    own_questions: list[tuple[str, list[str]]] | None = None
    """Questions about the candidate's own code, with their key facts; None: not looked at yet."""
    answers: list[Answer] = field(default_factory=list)
    to_recall: list[Missed] = field(default_factory=list)
    """What was missed in earlier interviews, and is asked for again in this one."""
    recalled: dict[Missed, Told] = field(default_factory=dict)
    """The same, when it was asked for → was it there?"""
    own: dict[str, int] = field(default_factory=dict)
    """Dimension → the candidate's own score."""
    pauses: int = 0
    finished: bool = False

    @property
    def asked(self) -> set[str]:
        """The prepared questions that were asked."""
        return {text for question in self.questions for text in question.matched}

    @property
    def maybe_asked(self) -> set[str]:
        """Others that may have been asked."""
        return {text for question in self.questions for text in question.offered} - self.asked

    def is_starter(self, exercise: Exercise) -> bool:
        """Was the starter handed in as it was?"""
        return exercise.is_starter(self.handed_in.encode())

    def apply(self, record: Record) -> None:
        """Take in one record; one of an unknown kind only moves the clock."""
        self.at = max(self.at, record.at)
        take = _TAKE.get(record.kind)
        if take is not None:
            take(self, record)


def rebuilt(records: Iterable[Record]) -> State:
    """Return the state after these records."""
    state = State()
    for record in records:
        state.apply(record)
    return state


def _begin(state: State, record: Record) -> None:
    state.slug = record.data["slug"]
    state.minutes = record.data["minutes"]
    state.mode = record.data["mode"]
    state.seed = record.data["seed"]
    state.begun = record.time
    state.to_recall = [Missed(*each) for each in record.data.get("recall", ())]


def _enter(state: State, record: Record) -> None:
    state.phase, state.entered = record.data["phase"], record.at


def _leave(state: State, record: Record) -> None:
    state.spent[state.phase] = record.at - state.entered
    state.phase = ""


def _nudge(state: State, record: Record) -> None:
    state.nudged.add(record.data["phase"])


def _question(state: State, record: Record) -> None:
    state.questions.append(Question(record.data["text"], record.data["matched"]))


def _meant(state: State, record: Record) -> None:
    state.questions[-1].matched = record.data["matched"]


def _unclear(state: State, record: Record) -> None:
    state.questions[-1].offered = record.data["offered"]


def _decision(state: State, record: Record) -> None:
    state.questions[-1].decision = record.data["text"]


def _hint(state: State, record: Record) -> None:
    state.hints.append(record.at - state.entered)


def _reveal(state: State, record: Record) -> None:
    state.revealed = True


def _predict(state: State, record: Record) -> None:
    state.predictions[record.data["text"]] = record.data["kinds"]


def _graded(state: State, record: Record) -> None:
    state.graded = record.data["result"]
    state.crutches = [Crutch(*each) for each in record.data.get("decisive", ())]


def _hand_in(state: State, record: Record) -> None:
    state.handed_in = record.data["code"]


def _mended(state: State, record: Record) -> None:
    state.mended = record.data["result"]


def _recall(state: State, record: Record) -> None:
    data = record.data
    state.recalled[Missed(data["slug"], data["question"], data["fact"])] = Told(data["how"])


def _own(state: State, record: Record) -> None:
    state.own_questions = [(text, facts) for text, facts in record.data["questions"]]


def _follow_up(state: State, record: Record) -> None:
    state.answers.append(Answer(record.data["question"], record.data["about"]))


def _answer(state: State, record: Record) -> None:
    state.answers[-1].lines.append(record.data["text"])


def _lock(state: State, record: Record) -> None:
    state.answers[-1].locked = True


def _fact(state: State, record: Record) -> None:
    state.answers[-1].facts[record.data["fact"]] = Told(record.data["how"])


def _close(state: State, record: Record) -> None:
    state.answers[-1].closed = True


def _own_score(state: State, record: Record) -> None:
    state.own[record.data["dimension"]] = record.data["score"]


def _pause(state: State, record: Record) -> None:
    state.pauses += 1


def _end(state: State, record: Record) -> None:
    state.finished = True


_TAKE = {
    "begin": _begin,
    "enter": _enter,
    "leave": _leave,
    "nudge": _nudge,
    "recall": _recall,
    "question": _question,
    "meant": _meant,
    "unclear": _unclear,
    "decision": _decision,
    "approach": lambda state, record: state.approach.append(record.data["text"]),
    "note": lambda state, record: state.notes.append(record.data["text"]),
    "run": lambda state, record: state.runs.append(record.data["right"]),
    "check": lambda state, record: state.checks_tried.append(record.data["status"]),
    "hint": _hint,
    "reveal": _reveal,
    "predict": _predict,
    "hand-in": _hand_in,
    "graded": _graded,
    "mended": _mended,
    "own": _own,
    "follow-up": _follow_up,
    "answer": _answer,
    "lock": _lock,
    "fact": _fact,
    "close": _close,
    "own-score": _own_score,
    "resume": _pause,
    "end": _end,
}
