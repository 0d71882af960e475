"""Clarify: the candidate asks; at the end the contract is shown in full."""

from interview.content import contract
from interview.material import Clarification
from interview.room import GO_ON, Room

_HELP = (
    f"Ask one question a line, in your own words, such as: is the input sorted? `time` shows the "
    f"clock, `{GO_ON}` goes on."
)


def hold(room: Room) -> None:
    """Answer questions, then show what was settled and what was not asked."""
    room.console.say(_HELP)
    pending = room.state.questions[-1:] if _wants_decision(room) else []
    for text in room.lines(_HELP):
        if pending:
            pending = []
            room.record("decision", text=text)
            room.console.say("Kept. What else?")
            continue
        found = [entry for entry in room.content.clarifications if entry.is_asked_by(text)]
        room.record("question", text=text, matched=[entry.question for entry in found])
        for entry in found:
            room.console.markdown(entry.answer)
        if not found:
            pending = room.state.questions[-1:]
            room.console.say(
                "I have nothing prepared on that. Decide, and say why, in one line "
                "(or ask in other words after that):"
            )
    _show_contract(room)


def _wants_decision(room: Room) -> bool:
    """Was the interview cut short between a question and its decision?"""
    last = room.state.questions[-1:]
    return bool(last) and not last[0].matched and last[0].decision is None


def _asked(room: Room) -> tuple[list[Clarification], list[Clarification]]:
    """Return the prepared questions that were asked, and those that were not."""
    matched = {text for question in room.state.questions for text in question.matched}
    entries = room.content.clarifications
    return (
        [entry for entry in entries if entry.question in matched],
        [entry for entry in entries if entry.question not in matched],
    )


def _show_contract(room: Room) -> None:
    console = room.console
    console.head("The contract in full")
    console.markdown(contract(room.exercise))
    found, missed = _asked(room)
    if found:
        console.head("Worth asking, and asked")
        for entry in found:
            console.item(entry.question, "✔")
    if missed:
        console.head("Worth asking, and not asked")
        for entry in missed:
            console.item(entry.question, "○")
