"""The prepared material of an exercise, solutions/<slug>.toml: read, and refused unless whole."""

import ast
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from examiner.catalog import SOLUTIONS, Exercise
from interview.form import fact_problems, own_problems, problems, said_problems, span
from interview.material import Content, Fact, FollowUp, Kind, OwnQuestion, Prediction, WrongTurn

FACTS = Path(__file__).with_name("facts")
"""What can be answered: a file an exercise, and one for all of them."""

SAID = Path(__file__).with_name("said")
"""How people say what they are listened for: a file an exercise, and one for their own code."""

COMMON, OWN = "common", "own"


_FOLLOW_UPS = {
    Kind.PLAIN: range(1, 4), Kind.KILLED: range(1, 2), Kind.SCALE: range(1, 2),
    Kind.HARDER: range(2),
}  # fmt: skip
"""Kind of a follow-up question → how many of it an exercise has."""


class NoContent(LookupError):
    """The exercise has no interview material."""


class BadContent(ValueError):
    """The material is not whole; the text has a line for every problem."""


def path_of(exercise: Exercise) -> Path:
    """Return where the material of an exercise stands."""
    return SOLUTIONS / f"{exercise.slug}.toml"


def has_content(exercise: Exercise) -> bool:
    """Is there a file with material, whole or not?"""
    return path_of(exercise).is_file()


def contract(exercise: Exercise) -> str:
    """Return the full task: the starter's docstring, without how to grade it."""
    tree = ast.parse(exercise.pristine.read_text(encoding="utf-8"))
    return re.sub(r"\s*Done when .*?passes\.", "", ast.get_docstring(tree) or "", flags=re.DOTALL)


def load(exercise: Exercise) -> Content:
    """Return the material of an exercise; raises NoContent or BadContent."""
    path = path_of(exercise)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        message = (
            f"{exercise.slug} has no interview material yet: write solutions/{exercise.slug}.toml, "
            "or take another exercise"
        )
        raise NoContent(message) from None
    return parse(text, exercise)


def parse(text: str, exercise: Exercise) -> Content:
    """Return the material in a text; raises BadContent with a line for every problem."""
    name = f"solutions/{exercise.slug}.toml"
    data = _data(text, name)
    if found := [*problems(data)] or [*_wrong_kinds(data)]:
        raise _bad(name, found)
    content = _content(data, facts_of(exercise), _said(exercise.slug, _points(data)))
    if found := list(_contradictions(content, exercise)):
        raise _bad(name, found)
    return content


def _wrong_kinds(data: dict[str, Any]) -> Iterator[str]:
    counts = Counter(entry.get("twist", Kind.PLAIN) for entry in data["follow_up"])
    for kind, wanted in _FOLLOW_UPS.items():
        if counts[kind] not in wanted:
            yield f"{counts[kind]} follow-ups are {kind}; write {span(wanted)}"


def _points(data: dict[str, Any]) -> list[str]:
    facts = [fact for entry in data["follow_up"] for fact in entry["facts"]]
    return [*data["approach"], *facts]


@cache
def own_questions() -> tuple[OwnQuestion, ...]:
    """Return what can be asked about a candidate's own code; raises BadContent."""
    data = _table(SAID, OWN, "what can be asked about a candidate's code", own_problems)
    return tuple(
        OwnQuestion(
            frozenset(entry["calls"]), entry["question"], tuple(entry["facts"]),
            entry.get("bounded"),
        )
        for entry in data["own"]
    )  # fmt: skip


def _said(stem: str, points: list[str]) -> dict[str, tuple[str, ...]]:
    """Return how people say these points."""
    data = _table(SAID, stem, "how people say each point", lambda d: said_problems(d, points))
    return {entry["point"]: tuple(entry["ways"]) for entry in data["said"]}


def facts_of(exercise: Exercise) -> tuple[Fact, ...]:
    """Return what can be answered: the exercise's own facts, then those that hold for all.

    Raises BadContent.
    """
    common = _facts(COMMON, None)
    own = _facts(exercise.slug, [fact.about for fact in common])
    replaced = {fact.about for fact in own if fact.about}
    return (*own, *(fact for fact in common if fact.about not in replaced))


def _facts(stem: str, common: list[str] | None) -> list[Fact]:
    what = "what an interviewer can answer"
    data = _table(FACTS, stem, what, lambda d: fact_problems(d, common))
    return [
        Fact(
            entry["question"],
            entry["answer"].strip(),
            tuple(entry["asks"]),
            entry.get("worth", False),
            entry.get("about", ""),
        )
        for entry in data["fact"]
    ]


def _table(
    folder: Path, stem: str, what: str, problems: Callable[[dict[str, Any]], Iterator[str]]
) -> dict[str, Any]:
    """Return what a file holds, which says `what`; raises BadContent with whatever is wrong."""
    name = f"{folder.name}/{stem}.toml"
    try:
        text = (folder / f"{stem}.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadContent(f"{name} is missing: write {what}") from None
    data = _data(text, name)
    if found := list(problems(data)):
        raise _bad(name, found)
    return data


def _data(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadContent(f"{name} is not valid TOML: {error}") from error


def _bad(name: str, found: list[str]) -> BadContent:
    return BadContent("\n".join(f"{name}: {problem}" for problem in found))


def _contradictions(content: Content, exercise: Exercise) -> Iterator[str]:
    """Say what is well-formed and yet cannot be right."""
    words, most = len(content.brief.split()), len(contract(exercise).split())
    if words >= most:
        yield f"the brief has {words} words, the starter's docstring {most}; tell it shorter"
    known = check_names(exercise)
    for prediction in content.predictions:
        if not prediction.is_named_by(prediction.kind):
            yield f"{prediction.kind!r} is not matched by its own words"
        for name in prediction.checks:
            if name not in known:
                yield f"{name!r} is no check of this exercise; there are: {', '.join(known)}"
    yield from _example_problems(content.example, exercise.slug)


def _example_problems(example: str, slug: str) -> Iterator[str]:
    try:
        ast.parse(example)
    except SyntaxError as error:
        yield f"the example is not valid Python: {error}"
    if slug not in example:
        yield f"the example does not use {slug}"
    if "__main__" not in example:
        yield 'the example has no `if __name__ == "__main__":`; spawn needs it'


def check_names(exercise: Exercise) -> list[str]:
    """Return the names of the exercise's checks, without `test_`."""
    tree = ast.parse(exercise.check_file.read_text(encoding="utf-8"))
    functions = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    return [name.removeprefix("test_") for name in functions if name.startswith("test_")]


def _content(
    data: dict[str, Any], facts: tuple[Fact, ...], said: dict[str, tuple[str, ...]]
) -> Content:
    return Content(
        data["brief"].strip(),
        data["example"].strip() + "\n",
        data["expected"].strip() + "\n",
        tuple(data["approach"]),
        facts,
        tuple(WrongTurn(e["what"], e["seen"]) for e in data["wrong_turn"]),
        tuple(
            Prediction(e["kind"], tuple(e["words"]), tuple(e["checks"])) for e in data["prediction"]
        ),
        tuple(
            FollowUp(e["question"], tuple(e["facts"]), Kind(e.get("twist", Kind.PLAIN)))
            for e in data["follow_up"]
        ),
        said | _said(OWN, [fact for question in own_questions() for fact in question.facts]),
    )
