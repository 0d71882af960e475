"""What a walk-through calls right is an answer that is known to be right, and run."""

import re
from collections.abc import Iterator

import pytest

from examiner import catalog

_SECTION = re.compile(
    r"^## (?:Another answer|Other answers) that (?:is|are) right\n(.+?)^## ",
    re.MULTILINE | re.DOTALL,
)

_LINK = re.compile(r"\]\(\.\./tests/answers/([^)]+)\)")
"""A link to an answer; where it leads."""

_PRAISE = re.compile(r"\b(?:right|works?)\b")

EXERCISES = pytest.mark.parametrize("exercise", catalog.load(), ids=lambda exercise: exercise.slug)


def alternatives(exercise: catalog.Exercise) -> str:
    """Return what a walk-through says of other answers."""
    page = (catalog.SOLUTIONS / f"{exercise.slug}.md").read_text(encoding="utf-8")
    found = _SECTION.search(page)
    assert found, "write a section `## Other answers that are right`"
    return found[1]


def pieces(section: str) -> Iterator[str]:
    """Yield the paragraphs and the items of lists; code is left out."""
    text = re.sub(r"^ *```.*?^ *```$", "", section, flags=re.MULTILINE | re.DOTALL)
    for paragraph in text.split("\n\n"):
        yield from re.split(r"\n(?=- )", paragraph.strip("\n"))


@EXERCISES
def test_each_alternative_links_to_an_answer_that_does_it(exercise: catalog.Exercise) -> None:
    """Each item of a list does, and each paragraph that calls something right."""
    for piece in pieces(alternatives(exercise)):
        if piece.startswith("- ") or _PRAISE.search(piece):
            assert _LINK.search(piece), f"link the answer that does it: {piece}"


@EXERCISES
def test_the_answers_that_are_linked_are_known_to_be_right(exercise: catalog.Exercise) -> None:
    """They are among the exercise's own, so that `nox -s answers` runs them."""
    linked = _LINK.findall(alternatives(exercise))
    right = (catalog.ANSWERS / exercise.slug / "right").glob("*.py")
    known = {f"{exercise.slug}/right/{path.name}" for path in right}
    assert linked
    assert set(linked) <= known


@EXERCISES
def test_code_of_an_alternative_is_the_answers_own(exercise: catalog.Exercise) -> None:
    """Each line of it stands in one of the answers that are linked."""
    section = alternatives(exercise)
    texts = [
        (catalog.ANSWERS / name).read_text(encoding="utf-8") for name in _LINK.findall(section)
    ]
    lines = {line.strip() for text in texts for line in text.splitlines()}
    for block in re.findall(r"^ *```python\n(.*?)^ *```$", section, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            code = line.partition("  # ")[0].strip()
            assert code in lines | {"", "..."}, f"no linked answer has: {line}"
