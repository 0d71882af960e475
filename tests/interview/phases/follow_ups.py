"""Follow-ups: one question at a time; the answer is locked before its key facts are shown."""

from interview.material import FollowUp
from interview.room import GO_ON, Room
from interview.state import Answer

_HELP = f"Answer in your own words, in as many lines as you like. `{GO_ON}` locks your answer."


def hold(room: Room) -> None:
    """Ask until there is nothing left to ask."""
    while (question := _next(room)) is not None:
        _ask(room, question)


def _next(room: Room) -> FollowUp | None:
    """Return the question that is open, or the next: the harder one after one that was all hit."""
    answers = room.state.answers
    by_text = {entry.question: entry for entry in room.content.follow_ups}
    if answers and not answers[-1].closed and answers[-1].question in by_text:
        return by_text[answers[-1].question]
    asked = {answer.question for answer in answers}
    left = [entry for entry in room.content.follow_ups if entry.question not in asked]
    if any(answer.all_hit for answer in answers):
        left.sort(key=lambda entry: not entry.harder)
    else:
        left = [entry for entry in left if not entry.harder]
    return left[0] if left else None


def _ask(room: Room, question: FollowUp) -> None:
    console = room.console
    answers = room.state.answers
    if not answers or answers[-1].question != question.question:
        room.record("follow-up", question=question.question, harder=question.harder)
    answer = room.state.answers[-1]
    console.head("A harder one" if question.harder else f"Question {_number(room)}")
    console.markdown(question.question)
    if not answer.locked:
        console.say(_HELP)
        console.lines(answer.lines)
        for text in room.lines(_HELP, "answer"):
            room.record("answer", text=text)
        room.record("lock")
    _tick(room, question, answer)
    room.record("close")


def _number(room: Room) -> str:
    plain = [answer for answer in room.state.answers if not answer.harder]
    return f"{len(plain)} of {sum(not entry.harder for entry in room.content.follow_ups)}"


def _tick(room: Room, question: FollowUp, answer: Answer) -> None:
    room.console.say("Your answer is locked. Was each key fact in it?")
    for fact in question.facts:
        if fact in answer.ticks:
            continue
        room.console.line()
        room.console.markdown(f"- {fact}")
        hit = bool(answer.lines) and room.confirms()
        room.record("tick", fact=fact, hit=hit)
    hits = sum(answer.ticks.values())
    room.console.say(f"{hits} of {len(question.facts)} key facts.")
