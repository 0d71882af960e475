"""Follow-ups: one question at a time; an answer is locked before its key facts are shown."""

from interview import example, own
from interview.content import own_questions
from interview.grading import GradingFailed
from interview.material import FollowUp, Kind, Told
from interview.phases.comparing import compare
from interview.points import Points
from interview.quality import findings
from interview.room import GO_ON, Room
from interview.state import Answer

_HELP = f"Answer in your own words, in as many lines as you like. `{GO_ON}` locks your answer."

_MOST = 6
"""Questions after which only those are asked that are always asked."""


def hold(room: Room) -> None:
    """Ask until there is nothing left to ask, or the time is up and what matters was asked."""
    if room.state.own_questions is None:
        _look_at_the_code(room)
    points = Points(room.content.said)
    while (question := _next(room)) is not None:
        _ask(room, question, points)


def _look_at_the_code(room: Room) -> None:
    """Find out what to ask about the candidate's own code, and keep it."""
    found: list[FollowUp] = []
    if not room.exercise.is_untouched(room.folder):
        room.console.say("Looking at what your processes do in the example …")
        example.write(room.content, room.folder)
        try:
            found = own.questions(
                room.answer.name,
                room.folder,
                own_questions(),
                findings(room.exercise, room.code()),
                room.state.seed,
            )
        except GradingFailed as error:
            room.console.say(f"{error}; the questions are about the tools, then.")
        room.console.forget_typed()
    room.record("own", questions=[[entry.question, list(entry.facts)] for entry in found])


def _in_order(room: Room) -> list[FollowUp]:
    """Return all questions: those that are always asked come first."""
    of_kind = {
        kind: [entry for entry in room.content.follow_ups if entry.kind is kind] for kind in Kind
    }
    mine = [
        FollowUp(text, tuple(facts), Kind.OWN) for text, facts in room.state.own_questions or ()
    ]
    first, *rest = of_kind[Kind.PLAIN]
    always = [*mine, *of_kind[Kind.KILLED], first, *of_kind[Kind.SCALE]]
    return [*always, *of_kind[Kind.HARDER], *rest]


def _next(room: Room) -> FollowUp | None:
    """Return the question that is open, or the next one."""
    answers = room.state.answers
    asked = {answer.question for answer in answers if answer.closed}
    left = [entry for entry in _in_order(room) if entry.question not in asked]
    if not any(answer.all_hit for answer in answers):
        left = [entry for entry in left if entry.kind is not Kind.HARDER]
    if room.left <= 0 or len(answers) >= _MOST:
        left = [entry for entry in left if entry.kind is not Kind.PLAIN or not answers]
    return left[0] if left else None


def _ask(room: Room, question: FollowUp, points: Points) -> None:
    console = room.console
    answers = room.state.answers
    if not answers or answers[-1].question != question.question:
        room.record("follow-up", question=question.question, about=question.kind)
    answer = room.state.answers[-1]
    console.head("A harder one" if question.kind is Kind.HARDER else f"Question {len(answers)}")
    console.markdown(question.question)
    if not answer.locked:
        console.say(_HELP)
        console.lines(answer.lines)
        for text in room.lines(_HELP, "answer"):
            room.record("answer", text=text)
        room.record("lock")
    if question.facts:
        _compare(room, question, answer, points)
    else:
        console.say("Your answer is kept; whoever reads the scorecard can judge it.")
    room.record("close")


def _compare(room: Room, question: FollowUp, answer: Answer, points: Points) -> None:
    room.console.say("Your answer is locked. The key facts, and whether they are in it:")
    left = [fact for fact in question.facts if fact not in answer.facts]

    def keep(fact: str, how: Told) -> None:
        room.record("fact", fact=fact, how=how)

    compare(room, points, "\n".join(answer.lines), question.question, left, keep)
    told = sum(how is not Told.MISSED for how in answer.facts.values())
    room.console.line()
    room.console.say(f"{told} of {len(question.facts)} key facts.")
