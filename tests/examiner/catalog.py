"""The exercises in their graded order, and where things are.

exercises/catalog.toml lists them.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from examiner.facts.files import Unreadable, read_typed

_CALLED_IN = Path.cwd()

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = ROOT / "exercises"
SOLUTIONS = ROOT / "solutions"
CHECKS = ROOT / "tests" / "checks"
ANSWERS = ROOT / "tests" / "answers"
STATE = ROOT / ".ipc-kata"
"""What the kit remembers of the learner: progress, attempts, interviews; git ignores it."""


class Broken(Exception):
    """The kit is not whole; the text says what is wrong, and where."""


class UnknownExercise(ValueError):
    """No exercise answers to that name."""


@dataclass(frozen=True)
class Step:
    """A part of an exercise with checks and points of its own."""

    number: int
    """From 1, as its checks name it."""
    name: str
    points: int

    @property
    def heading(self) -> str:
        """What stands above its checks."""
        return f"Step {self.number}: {self.name}"


@dataclass(frozen=True)
class Exercise:
    """One entry of the catalog."""

    number: int
    """That of its name, `ex02_…`; a drill's is one more than that of the exercise before it."""
    slug: str
    """Name of its files: `ex02_sentinel`."""
    group: str
    """Heading that it stands under on the board."""
    title: str
    level: str
    minutes: int
    points: int
    concepts: tuple[str, ...]
    hints: tuple[str, ...]
    starter: str
    """The verdict that the untouched starter gets."""
    given: tuple[str, ...] = ()
    """The checks that it passes all the same: they earn nothing."""
    needs: tuple[str, ...] = ()
    """What it needs besides Python: `kafka`, a broker and its client."""
    steps: tuple[Step, ...] = ()
    """The steps that it has, if any: the sum of their points is `points`."""

    @property
    def check_file(self) -> Path:
        """The file with its checks."""
        return CHECKS / f"test_{self.slug}.py"

    @property
    def answer(self) -> Path:
        """The learner's own file."""
        return EXERCISES / f"{self.slug}.py"

    @property
    def pristine(self) -> Path:
        """The starter as it was, whatever the learner has made of theirs."""
        return ANSWERS / self.slug / "starter.py"

    def is_untouched(self, answers: Path) -> bool:
        """Is the answer in this folder still the starter?"""
        try:
            return self.is_starter(read_typed(answers / f"{self.slug}.py"))
        except Unreadable:
            return False

    def is_starter(self, answer: bytes) -> bool:
        """Is this content the starter's?"""
        # A checkout on Windows may turn line ends; that is no answer yet.
        return answer.replace(b"\r\n", b"\n") == self.starter_text().replace(b"\r\n", b"\n")

    def starter_text(self) -> bytes:
        """Return what the starter holds. Raises Broken."""
        return _part(self.pristine)


def is_the_learners(answers: Path) -> bool:
    """Is this the folder of the learner's own answers, and not of somebody else's?"""
    return os.path.realpath(answers) == os.path.realpath(EXERCISES)


def load(path: Path = EXERCISES / "catalog.toml") -> list[Exercise]:
    """Return all exercises in their graded order. Raises Broken."""
    text = _part(path).decode("utf-8", "replace")
    try:
        entries = tomllib.loads(text).get("exercise")
    except tomllib.TOMLDecodeError as error:
        what, _, where = str(error).rpartition(" (at ")
        line = re.match(r"line (\d+)", where)
        number = int(line[1]) if line else len(text.splitlines())
        raise Broken(f"{shown(path)}:{number}: {what}.") from None
    if not isinstance(entries, list):
        raise Broken(f"{shown(path)} has no [[exercise]].")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "[[exercise]]"]
    found: list[Exercise] = []
    for number, entry in enumerate(entries, 1):
        wrong = _wrong(entry)
        if wrong:
            line_number = lines[number - 1] if len(lines) == len(entries) else 1
            raise Broken(f"{shown(path)}:{line_number}: {wrong}.")
        before = found[-1].number if found else 0
        found.append(Exercise(_number(entry["slug"], before), **_fields(entry)))
    return found


def _number(slug: str, before: int) -> int:
    named = re.match(r"ex(\d+)_", slug)
    return int(named[1]) if named else before + 1


def _wrong(entry: dict[str, Any]) -> str:
    """Say what is wrong with an entry, `""` if nothing is."""
    for key, value in entry.items():
        if key not in _KINDS:
            return f"an exercise has no {key!r}"
        if not isinstance(value, _KINDS[key]):
            return f"{key!r} is to be {_IN_WORDS[_KINDS[key]]}"
    missing = [key for key in _KINDS if key not in entry and key not in _OPTIONAL]
    if missing:
        return f"this exercise has no {missing[0]!r}"
    steps = entry.get("steps", [])
    if not all(isinstance(s, dict) and {k: type(v) for k, v in s.items()} == _STEP for s in steps):
        return "'steps' is to be a list of { name = a text, points = a whole number }"
    if steps and sum(step["points"] for step in steps) != entry["points"]:
        return "'points' is to be the sum of the points of its steps"
    return ""


_KINDS: dict[str, type] = {
    "slug": str, "group": str, "title": str, "level": str, "minutes": int, "points": int,
    "concepts": list, "hints": list, "starter": str, "given": list, "needs": list,
    "steps": list,
}  # fmt: skip

_OPTIONAL = ("given", "needs", "steps")

_STEP = {"name": str, "points": int}

_IN_WORDS = {str: "a text", int: "a whole number", list: "a list"}


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry as Exercise has it: with tuples for lists, and Steps."""
    plain = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}
    steps = enumerate(plain.get("steps", ()), 1)
    return plain | {"steps": tuple(Step(number, **step) for number, step in steps)}


def look_for_parts(exercises: Iterable[Exercise], answers: Path) -> None:
    """Raise Broken if something is missing of what is needed to grade some exercises."""
    for exercise in exercises:
        parts = [exercise.check_file, exercise.pristine]
        if os.path.realpath(answers) == os.path.realpath(SOLUTIONS):
            parts.append(SOLUTIONS / f"{exercise.slug}.py")
        for part in parts:
            _part(part)


def _part(path: Path) -> bytes:
    """Return what a file of the kit's own holds. Raises Broken."""
    try:
        return read_typed(path)
    except Unreadable as error:
        raise Broken(f"{shown(path)} {error}: take it from the kit again.") from None


def select(exercises: list[Exercise], words: list[str]) -> list[Exercise]:
    """Return the exercises that the words name, in graded order.

    A word is a number (`2`), a range (`1-3`), a slug or a part of it (`ex02`, `ex2`, `sentinel`).
    Raises UnknownExercise.
    """
    chosen = {found.slug for word in words for found in _named(exercises, word)}
    return [exercise for exercise in exercises if exercise.slug in chosen]


def shown(path: Path) -> str:
    """Return a path as it is shown: short if it is below the folder that we were called in."""
    try:
        return str(path.relative_to(_CALLED_IN))
    except ValueError:
        return str(path)


def _named(exercises: list[Exercise], word: str) -> list[Exercise]:
    first, dash, last = word.partition("-")
    if first.isdecimal() and (last.isdecimal() or not dash):
        numbers = range(int(first), int(last or first) + 1)
        found = [exercise for exercise in exercises if exercise.number in numbers]
        ends = {exercise.number for exercise in found} & {numbers.start, numbers.stop - 1}
        if found and len(ends) == min(len(numbers), 2):
            return found
        raise UnknownExercise(f"{word!r} is no exercise; {_numbers(exercises)}")
    stem = _with_two_digits(Path(word).name.removesuffix(".py"))
    exact = [e for e in exercises if stem in (e.slug, *e.slug.split("_", 1))]
    words = [e for e in exercises if stem in e.slug.split("_")]
    found = exact or words or [e for e in exercises if stem and stem in e.slug]
    if len(found) == 1:
        return found
    raise UnknownExercise(_several(word, found) if found else _unknown(word, stem, exercises))


def _with_two_digits(stem: str) -> str:
    """Return `ex05` for `ex5`, and anything else as it is."""
    return re.sub(r"^(ex|drill)([1-9])(?!\d)", r"\g<1>0\2", stem)


def _several(word: str, found: list[Exercise]) -> str:
    shown = ", ".join(f"{exercise.number} {exercise.slug}" for exercise in found[:3])
    more = f" and {len(found) - 3} more" if len(found) > 3 else ""
    return f"{word!r} names several exercises: {shown}{more}"


def _unknown(word: str, stem: str, exercises: list[Exercise]) -> str:
    names = {part: e for e in reversed(exercises) for part in (e.slug, *e.slug.split("_"))}
    close = difflib.get_close_matches(stem, names, 1)
    if close:
        meant = names[close[0]]
        return f"{word!r} is no exercise; is {meant.number} {meant.slug} meant?"
    return f"{word!r} is no exercise; {_numbers(exercises)}, and `nox` alone lists them"


def _numbers(exercises: list[Exercise]) -> str:
    return f"their numbers are {exercises[0].number} to {exercises[-1].number}"
