"""What the learner has done so far, exercise by exercise, as plain data."""

import dataclasses
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any

from examiner import catalog

VERSION = 1
"""Of the document."""


class Malformed(ValueError):
    """Data that is not what it should be; the text says in which way, after what it is."""


@dataclass(frozen=True)
class LastGrade:
    """What the latest grade of an exercise said."""

    status: str
    """`passed`, `failed` or `error`, as in the JSON document of a grade."""
    verdict: str
    """Of the first check that failed, `passed` if none did."""
    points: int
    max_points: int
    at: str
    """When, in UTC: `2026-11-24T12:30:00Z`."""
    digest: str
    """Of the file that was graded: the verdict holds for this content only."""
    checks: str = ""
    """Digest of the file of checks, for which alone it holds too; `""` if it is not known."""
    failed: str = ""
    """The sentence of the first check that failed, `""` if none did."""

    def holds_for(self, answer: bytes, checks: bytes) -> bool:
        """Is this what the very same answer would get from the very same checks?"""
        return (self.digest, self.checks) == (digest(answer), digest(checks))


@dataclass(frozen=True)
class Standing:
    """What is known of one exercise."""

    tries: int = 0
    """Grades of an answer, the starter not counted."""
    hints: int = 0
    """Rungs of the hint ladder that have been shown."""
    solved_at: str = ""
    """When it first passed, `""` if it never has."""
    stuck: int = 0
    """Grades in a row that failed first at the same check, each of another content."""
    last: LastGrade | None = None

    def graded(self, last: LastGrade) -> "Standing":
        """Return the standing after one more grade."""
        before = self.last
        stuck = 1 if last.failed else 0
        if before is not None and last.failed == before.failed != "":
            stuck = self.stuck + (last.digest != before.digest)
        return dataclasses.replace(
            self,
            tries=self.tries + 1,
            solved_at=self.solved_at or (last.at if last.status == "passed" else ""),
            stuck=stuck,
            last=last,
        )

    def verdict_on(self, answer: bytes) -> LastGrade | None:
        """Return the latest grade if it was this very content that got it."""
        return self.last if self.last and self.last.digest == digest(answer) else None


@dataclass
class Progress:
    """All entries, by slug; what a later version may have added to them stays."""

    exercises: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of(self, slug: str) -> Standing:
        """Return what is known of an exercise, an empty standing if that is nothing."""
        known = next((s for s in (slug, *former(slug, self.exercises)) if s in self.exercises), "")
        return _standing(self.exercises.get(known, {}))

    def put(self, slug: str, standing: Standing) -> None:
        """Put a standing in place of what was known of an exercise."""
        plain = dataclasses.asdict(standing)
        self.exercises[slug] = self.exercises.get(slug, {}) | plain

    def plain(self) -> dict[str, Any]:
        """Return the document."""
        return {"version": VERSION, "exercises": self.exercises}


def parse(document: Any) -> tuple[Progress, list[str]]:
    """Return the progress in a document, and the slugs of entries that make no sense.

    Raises Malformed if the document as a whole makes none.
    """
    if not isinstance(document, dict) or not isinstance(document.get("version"), int):
        raise Malformed("has no version")
    entries = document.get("exercises")
    if not isinstance(entries, dict):
        raise Malformed("has no exercises")
    bad = []
    for slug, entry in entries.items():
        try:
            _standing(entry)
            if not _is_text(slug):
                raise Malformed("has no text for its name")
        except Malformed:
            bad.append(slug)
    return Progress({s: entry for s, entry in entries.items() if s not in bad}), bad


def parse_grade(plain: Any) -> LastGrade:
    """Return a grade from its part of a document; raises Malformed."""
    given = _fields(LastGrade, plain)
    if any(f.name not in given for f in fields(LastGrade) if f.default is dataclasses.MISSING):
        raise Malformed("has a grade that lacks something")
    return LastGrade(**given)


def former(slug: str, known: Iterable[str]) -> list[str]:
    """Return the known slugs that this exercise had before the exercises were re-ordered.

    The number in front changes then, but not the name; a slug that the catalog still has is another
    exercise's.
    """
    alike = [other for other in known if other != slug and _name(other) == _name(slug)]
    current = {exercise.slug for exercise in catalog.load()} if alike else set()
    return [other for other in alike if other not in current]


def _name(slug: str) -> str:
    return slug.partition("_")[2]


def digest(content: bytes) -> str:
    """Return what tells one content of a file from another, whatever its line ends are."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def _standing(plain: Any) -> Standing:
    known = _fields(Standing, plain)
    if known.get("last") is not None:
        known["last"] = parse_grade(known["last"])
    return Standing(**known)


_KINDS: dict[Any, tuple[type, ...]] = {
    int: (int,),
    str: (str,),
    LastGrade | None: (dict, type(None)),
}


def _fields(kind: type, plain: Any) -> dict[str, Any]:
    """Return those values of a plain object that a dataclass has fields for."""
    if not isinstance(plain, dict):
        raise Malformed("is no object")
    known = {f.name: plain[f.name] for f in fields(kind) if f.name in plain}
    for f in fields(kind):
        if f.name in known:
            _examine(f.name, known[f.name], _KINDS[f.type])
    return known


def _examine(name: str, value: Any, kinds: tuple[type, ...]) -> None:
    """Raise Malformed if a field holds what it cannot."""
    if type(value) not in kinds:
        raise Malformed(f"has a {type(value).__name__} for its {name}")
    if isinstance(value, int) and value < 0:
        raise Malformed(f"has a negative number for its {name}")
    if isinstance(value, str) and not _is_text(value):
        raise Malformed(f"has no text for its {name}")


def _is_text(text: str) -> bool:
    """Are these characters? JSON can spell halves of such."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
