"""Clarify: the candidate asks; at the end the contract is shown in full."""

import re

from interview.content import contract
from interview.material import Fact
from interview.questions import Heard, Listener
from interview.room import GO_ON, Room

_HELP = (
    f"Ask in your own words, such as: is the input sorted? `time` shows the clock, `{GO_ON}` "
    "goes on."
)

_UNPREPARED = "I have nothing prepared on that. Decide, and say why, in one line:"

_NONE_OF_THESE = "None of these, then. Decide, and say why, in one line:"

_QUESTION = re.compile(
    r"\?\s*$|^(?:what|how|which|who|when|where|why|can|could|may|must|should|shall|do|does|is|are|"
    r"will|would|if)\b",
    re.IGNORECASE,
)
"""A line that asks, and decides nothing."""

_YES, _ALL = ("y", "yes"), ("both", "all")
_NONE = ("n", "no", "neither", "none", "0")
_NUMBERS = {"first": 1, "one": 1, "a": 1, "second": 2, "two": 2, "b": 2, "third": 3, "c": 3}
_FILLERS = ("the", "of", "them", "these", "please", "option", "number", "one", "i", "mean", "meant")
"""Words in an answer to `do you mean:`."""


def hold(room: Room) -> None:
    """Answer questions, then show what was settled and what was not asked."""
    room.console.say(_HELP)
    _show_earlier(room)
    Talk(room).hold()
    _show_contract(room)


def asks(line: str) -> bool:
    """Does a line ask something, and decide nothing?"""
    return _QUESTION.search(line) is not None


class Talk:
    """What the candidate asks, line by line, and decides where nothing is prepared."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._listener = Listener(room.content.facts)
        self._open = _wants_decision(room)
        """Is there a question that the candidate has to decide?"""
        self._offered = False
        """Were there answers to choose from, none of which was meant?"""
        self._ahead: list[str] = []
        """What was typed where something else was asked for."""

    def hold(self) -> None:
        """Take lines until the candidate is done."""
        if self._open:
            self._room.console.say(_UNPREPARED)
        while (text := self._next()).lower() != GO_ON:
            self._take(text)

    def answer(self, line: str) -> None:
        """Answer a line that asks, and take what has to be decided because of it."""
        self._take(line)
        while (self._open or self._ahead) and (text := self._next()).lower() != GO_ON:
            self._take(text)

    def _take(self, text: str) -> None:
        if self._open and not asks(text):
            self._room.record("decision", text=text)
            self._room.console.say("Kept.")
            self._open = False
            return
        answered = [self._answer(heard) for heard in self._listener.hear(text)]
        self._open = not all(answered)
        if self._open and not self._ahead:
            self._room.console.say(_NONE_OF_THESE if self._offered else _UNPREPARED)
        self._offered = False

    def _next(self) -> str:
        """Return the next line; what may be typed at any moment is dealt with."""
        if self._ahead:
            return self._ahead.pop(0)
        room = self._room
        while room.answers_itself(text := room.ask("decision" if self._open else ""), _HELP):
            pass
        return text

    def _answer(self, heard: Heard) -> bool:
        """Answer a question, or ask back; return whether there was an answer."""
        room = self._room
        matched = [heard.facts[0].question] if heard.sure else []
        room.record("question", text=heard.text, matched=matched)
        facts = heard.facts[:1] if heard.sure else self._meant(heard)
        if not heard.sure and facts:
            room.record("meant", matched=[fact.question for fact in facts])
        for fact in facts:
            room.console.markdown(fact.answer)
        return bool(facts)

    def _meant(self, heard: Heard) -> tuple[Fact, ...]:
        """Ask which of several facts are meant; none if neither is."""
        facts = heard.facts
        if not facts:
            return ()
        self._offered = True
        room = self._room
        room.console.say(f'By "{heard.text}", do you mean:')
        for number, fact in enumerate(facts, 1):
            room.console.item(fact.question, f"{number}.")
        label = "yes or no" if len(facts) == 1 else f"1 to {len(facts)} or no"
        while True:
            word = room.ask(label)
            if (chosen := _choice(word, facts)) is not None:
                return chosen
            if word.lower() == GO_ON or len(word.split()) > 1:  # it is no answer to that
                room.record("unclear", offered=[fact.question for fact in facts])
                self._ahead.append(word)
                return ()
            if not room.answers_itself(word, _HELP):
                room.console.say(f"Type a number from 1 to {len(facts)}, or no for none of them.")


def _choice(text: str, facts: tuple[Fact, ...]) -> tuple[Fact, ...] | None:
    """Return the facts that a choice names: `2`, `the second one`, `both`; None if it is none."""
    said = re.findall(r"\w+", text.lower())
    words = [word for word in said if word not in _FILLERS] or said
    if len(words) != 1:
        return None
    word = words[0]
    if word in _NONE:
        return ()
    if word in _ALL or (word in _YES and len(facts) == 1):
        return facts
    number = int(word) if word.isdecimal() else _NUMBERS.get(word, 0)
    return facts[number - 1 : number] if 1 <= number <= len(facts) else None


def _show_earlier(room: Room) -> None:
    """Show the task and what has been answered already, where an interview goes on here."""
    questions = room.state.questions
    if not room.state.pauses:
        return
    console, answers = room.console, {fact.question: fact.answer for fact in room.content.facts}
    console.head("The task")
    console.markdown(room.content.brief)
    if questions:
        console.head("Asked so far")
    for question in questions:
        console.item(question.text, "?")
        for text in question.matched:
            console.say(answers.get(text, text), indent="    ")
        if question.decision is not None:
            console.say(f"You decided: {question.decision}", indent="    ")
    console.line()


def _wants_decision(room: Room) -> bool:
    """Was the interview cut short between a question and its decision?"""
    last = room.state.questions[-1:]
    return bool(last) and not last[0].matched and last[0].decision is None


def _show_contract(room: Room) -> None:
    console = room.console
    console.head("The contract in full")
    console.markdown(contract(room.exercise))
    asked, maybe = room.state.asked, room.state.maybe_asked
    worth = [fact.question for fact in room.content.worth_asking]
    for title, sign, texts in (
        ("Worth asking, and asked", "✔", [text for text in worth if text in asked]),
        ("Worth asking, and perhaps asked", "?", [text for text in worth if text in maybe]),
        (
            "Worth asking, and not asked", "○",
            [text for text in worth if text not in asked | maybe],
        ),
    ):  # fmt: skip
        if texts:
            console.head(title)
        for text in texts:
            console.item(text, sign)
