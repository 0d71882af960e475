"""The prepared material of an exercise, solutions/<slug>.toml: read, and refused unless whole."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from examiner.catalog import SOLUTIONS, Exercise
from interview.form import problems
from interview.material import Clarification, Content, FollowUp, Prediction, WrongTurn


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
    paragraphs = (ast.get_docstring(tree) or "").split("\n\n")
    return "\n\n".join(text for text in paragraphs if not text.startswith("Done when"))


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
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadContent(f"{name} is not valid TOML: {error}") from error
    if found := list(problems(data)) or list(_contradictions(_content(data), exercise)):
        raise BadContent("\n".join(f"{name}: {problem}" for problem in found))
    return _content(data)


def _contradictions(content: Content, exercise: Exercise) -> Iterator[str]:
    """Say what is well-formed and yet cannot be right."""
    words, most = len(content.brief.split()), len(contract(exercise).split())
    if words >= most:
        yield f"the brief has {words} words, the starter's docstring {most}; tell it shorter"
    for entry in content.clarifications:
        if not entry.is_asked_by(entry.question):
            yield f"{entry.question!r} is not matched by its own words"
    known = check_names(exercise)
    for prediction in content.predictions:
        if not prediction.is_named_by(prediction.kind):
            yield f"{prediction.kind!r} is not matched by its own words"
        for name in prediction.checks:
            if name not in known:
                yield f"{name!r} is no check of this exercise; there are: {', '.join(known)}"
    if [entry.harder for entry in content.follow_ups] != [False, False, False, True]:
        yield "the last [[follow_up]], and no other, must have harder = true"
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


def _content(data: dict[str, Any]) -> Content:
    return Content(
        data["brief"].strip(),
        data["example"].strip() + "\n",
        data["expected"].strip() + "\n",
        tuple(data["approach"]),
        tuple(
            Clarification(e["question"], tuple(map(tuple, e["words"])), e["answer"].strip())
            for e in data["clarification"]
        ),
        tuple(WrongTurn(e["what"], e["seen"]) for e in data["wrong_turn"]),
        tuple(
            Prediction(e["kind"], tuple(e["words"]), tuple(e["checks"])) for e in data["prediction"]
        ),
        tuple(
            FollowUp(e["question"], tuple(e["facts"]), e.get("harder", False))
            for e in data["follow_up"]
        ),
    )
