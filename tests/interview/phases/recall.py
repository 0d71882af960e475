"""Recall: what was missed in earlier interviews is asked for again; it is not scored."""

from collections.abc import Iterator

from examiner import catalog
from interview import content
from interview.material import Content, Told
from interview.phases.comparing import compare
from interview.points import Points
from interview.room import GO_ON, Room

_HELP = f"Answer in your own words. `{GO_ON}` locks your answer."


def hold(room: Room) -> None:
    """Ask each question again of which a fact was missed, and say whether it is there now."""
    room.console.say("Before we begin: what you did not say in an earlier interview.")
    for slug, question, facts in _left(room):
        material = _material(slug)
        if material is None or any(fact not in material.said for fact in facts):
            continue

        def keep(fact: str, how: Told, slug: str = slug, question: str = question) -> None:
            room.record("recall", slug=slug, question=question, fact=fact, how=how)

        room.console.line()
        room.console.markdown(question)
        room.console.say(_HELP)
        answer = "\n".join(room.lines(_HELP, "answer"))
        compare(room, Points(material.said), answer, question, facts, keep)


def _left(room: Room) -> Iterator[tuple[str, str, list[str]]]:
    """Yield what is still to be asked: exercise, question, key facts."""
    facts: dict[tuple[str, str], list[str]] = {}
    for one in room.state.to_recall:
        if one not in room.state.recalled:
            facts.setdefault((one.slug, one.question), []).append(one.fact)
    for (slug, question), missed in facts.items():
        yield slug, question, missed


def _material(slug: str) -> Content | None:
    """Return the material of an exercise, if it is still there."""
    exercise = next((each for each in catalog.load() if each.slug == slug), None)
    try:
        return None if exercise is None else content.load(exercise)
    except (content.NoContent, content.BadContent):
        return None
