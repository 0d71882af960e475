"""What belongs together in the kit: names whatever is missing or orphaned, and how to mend it."""

import ast
import re
import subprocess
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rejections import REJECTING, rejection_problems, steps_in

TOP_LEVEL = {
    "exercises",
    "solutions",
    "tests",
    "noxfile.py",
    "pyproject.toml",
    "README.md",
    "LICENSE",
}
"""All that the top level holds, apart from dotfiles."""

LEVELS = ("warm-up", "core", "stretch", "drill")

FIELDS: dict[str, type] = {
    "slug": str, "group": str, "title": str, "level": str, "minutes": int, "points": int,
    "concepts": list, "hints": list, "starter": str,
}  # fmt: skip

HINTS = 3
LONGEST_TITLE = 31
"""Characters of a title that the board has room for at 80 columns."""

RIGHT_ANSWERS, WRONG_ANSWERS = 4, 8
STARTER_LINES = range(20, 51)
STEPS_LINES = range(30, 96)
"""An exercise in steps has more to ask, and begins with more of the program."""

DRILL_LINES = range(30, 65)
"""A drill is a whole program below its prompt."""

WALK_THROUGH_LINES = range(20, 150)
FOLLOW_UPS = 3

GIT = 10.0
"""Seconds for a question to git, which answers in a few milliseconds."""

_SLUG = re.compile(r"(?P<kind>ex|drill)(?P<number>\d\d)_[a-z][a-z0-9_]*")
_FOLLOW_UP = re.compile(r"^\*\*\d+\. .+\?.*\*\*$", re.MULTILINE)

_PARTS = {
    "exercises/{}.py": "copy tests/answers/{}/starter.py there",
    "solutions/{}.py": "write the reference answer",
    "solutions/{}.md": "write the walk-through: why it works, wrong turns, follow-up questions",
    "solutions/{}.toml": "write the interview material: its brief, predictions, follow-ups",
    "tests/interview/facts/{}.toml": "write what an interviewer can answer, and how it is asked",
    "tests/checks/test_{}.py": "write its checks",
    "tests/answers/{}/starter.py": "keep the pristine starter there",
    "tests/answers/{}/right": "make the folder, for answers that must pass",
    "tests/answers/{}/wrong": "make the folder, for answers that must fail",
}
"""Every file or folder that an exercise consists of → what to do if it is missing."""


def problems(root: Path) -> list[str]:
    """Return a sentence for everything that is missing, orphaned or malformed below `root`."""
    entries = tomllib.loads((root / "exercises/catalog.toml").read_text(encoding="utf-8")).get(
        "exercise", []
    )
    slugs = [str(entry.get("slug", "")) for entry in entries]
    found = [*_top_level(root), *_catalog(entries), *_orphans(root, slugs), *_table(root, entries)]
    for slug, entry in zip(slugs, entries, strict=True):
        missing = [*_missing(root, slug)]
        found += missing or [
            *_steps(root, entry),
            *_starter(root, slug, in_steps="steps" in entry),
            *_walk_through(root, slug),
            *_answers(root, slug),
            *rejection_problems(root, slug),
        ]
    return found


def _top_level(root: Path) -> Iterator[str]:
    for name in sorted(_tracked_names(root) or _present_names(root)):
        if name not in TOP_LEVEL and not name.startswith("."):
            yield f"{name}: does not belong at the top level; move it below one of its folders"


def _tracked_names(root: Path) -> set[str]:
    """Return the top level's names as git has them: what a user keeps beside them is theirs."""
    if not (root / ".git").exists():
        return set()
    return {line.partition("/")[0] for line in _git(root, "ls-files").splitlines()}


def _present_names(root: Path) -> set[str]:
    ours = {path.name for path in root.iterdir() if not (path / "pyvenv.cfg").exists()}
    return {name for name in ours if name != "__pycache__" and not name.endswith(".egg-info")}


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            text=True,
            timeout=GIT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def is_clean(root: Path) -> bool:
    """Is this git's own checkout, with the exercises as they were committed?"""
    tracked = _git(root, "ls-files", "exercises")
    return bool(tracked) and not _git(root, "status", "--porcelain", "exercises", "tests/answers")


def _catalog(entries: list[dict[str, Any]]) -> Iterator[str]:
    seen: set[str] = set()
    kinds: Counter[str] = Counter()
    for number, entry in enumerate(entries, 1):
        slug = str(entry.get("slug", f"entry {number}"))
        where = f"exercises/catalog.toml: {slug}"
        for name, type_ in FIELDS.items():
            if not isinstance(entry.get(name), type_) or not entry[name]:
                yield f"{where} has no {name}; add {name} = … ({type_.__name__})"
        for name in entry.keys() - FIELDS.keys() - {"given", "needs", "steps"}:
            yield f"{where} has an unknown field {name}; remove it"
        yield from (f"{where}: {text}" for text in _entry(entry))
        if slug in seen:
            yield f"{where} comes twice; remove one entry"
        kind = "drill" if entry.get("level") == "drill" else "ex"
        named = _SLUG.fullmatch(slug)
        # A group may begin later: what will come before it is not there yet.
        skips = number > 1 and entry.get("group") != entries[number - 2].get("group")
        right = named and named["kind"] == kind and int(named["number"]) - kinds[kind]
        if not right or right < 1 or (right > 1 and not skips):
            wanted = f"{kind}{kinds[kind] + 1:02}_…"
            yield f"{where} is entry {number}; name it {wanted}, or move the entry"
        kinds[kind] = int(named["number"]) if named else kinds[kind] + 1
        seen.add(slug)


def _entry(entry: dict[str, Any]) -> Iterator[str]:
    hints = entry.get("hints", [])
    if len(hints) != HINTS or not all(isinstance(hint, str) and hint.strip() for hint in hints):
        yield f"has {len(hints)} hints; write {HINTS}, from a nudge to near-code, none empty"
    if len(str(entry.get("title", ""))) > LONGEST_TITLE:
        yield f"has a title of {len(entry['title'])} characters; use at most {LONGEST_TITLE}"
    if entry.get("level") not in LEVELS:
        yield f"has the level {entry.get('level')!r}; choose one of {', '.join(LEVELS)}"
    if entry.get("starter") not in REJECTING:
        verdicts = ", ".join(REJECTING)
        yield f"has the starter verdict {entry.get('starter')!r}; choose one of {verdicts}"
    if not isinstance(entry.get("given", []), list):
        yield f"has given = {entry['given']!r}; list the checks that the starter passes"
    steps = entry.get("steps", [])
    if steps and sum(step.get("points", 0) for step in steps) != entry.get("points"):
        yield f"has points = {entry.get('points')}; make it the sum of the points of its steps"
    for name in ("minutes", "points"):
        if isinstance(entry.get(name), int) and entry[name] <= 0:
            yield f"has {name} = {entry[name]}; make it more than 0"


def _table(root: Path, entries: list[dict[str, Any]]) -> Iterator[str]:
    """Say which lines README's table of exercises lacks."""
    lines = (root / "README.md").read_text(encoding="utf-8").splitlines()
    number = 0
    for entry in entries:
        named = _SLUG.fullmatch(str(entry.get("slug")))
        number = int(named["number"]) if named and named["kind"] == "ex" else number + 1
        line = table_line(number, entry)
        if line not in lines:
            yield f"README.md has no line for exercise {number}; add: {line}"


def table_line(number: int, entry: dict[str, Any]) -> str:
    """Return an exercise's line of the table."""
    title = f"[{entry.get('title')}](exercises/{entry.get('slug')}.py)"
    concepts = ", ".join(map(str, entry.get("concepts", ())))
    return f"| {number} | {title} | {entry.get('level')} | {entry.get('minutes')} | {concepts} |"


def _missing(root: Path, slug: str) -> Iterator[str]:
    for part, mend in _PARTS.items():
        if not (root / part.format(slug)).exists():
            yield f"{part.format(slug)} is missing; {mend.format(slug)}"


def _orphans(root: Path, slugs: list[str]) -> Iterator[str]:
    for path in sorted(_candidates(root)):
        slug = path.stem.removeprefix("test_") if path.is_file() else path.name
        if slug not in slugs:
            yield (
                f"{path.relative_to(root).as_posix()} belongs to no exercise; "
                f"add an entry {slug} to exercises/catalog.toml, or remove it"
            )


def _candidates(root: Path) -> Iterator[Path]:
    for pattern in ("exercises/*", "solutions/*", "tests/checks/*", "tests/answers/*"):
        for path in root.glob(pattern):
            if path.name not in ("catalog.toml", "__pycache__") and not path.name.startswith("."):
                yield path


def _steps(root: Path, entry: dict[str, Any]) -> Iterator[str]:
    """Say which check is of no step that the exercise has, or not in the order of the steps."""
    name = f"tests/checks/test_{entry['slug']}.py"
    steps, last = range(1, len(entry.get("steps", [])) + 1), 0
    for check, step in steps_in(root / name).items():
        if bool(step) != bool(steps) or (step and step not in steps):
            wanted = f"step={steps[0]} to {steps[-1]}" if steps else "no step"
            yield f"{name}: test_{check} has the step {step}; give it {wanted}, as catalog.toml has"
        elif step < last:
            yield f"{name}: test_{check} is of step {step}; move it above those of step {last}"
        last = max(last, step)


def _starter(root: Path, slug: str, *, in_steps: bool) -> Iterator[str]:
    name = f"tests/answers/{slug}/starter.py"
    text = (root / name).read_text(encoding="utf-8")
    count = len(text.splitlines())
    lines = DRILL_LINES if slug.startswith("drill") else STARTER_LINES
    lines = STEPS_LINES if in_steps else lines
    if count not in lines:
        yield f"{name} has {count} lines; make it {lines[0]} to {lines[-1]}"
    if text.count("TODO") != 1:
        yield f"{name} has {text.count('TODO')} TODOs; mark one hole"
    if not ast.get_docstring(ast.parse(text)):
        yield f"{name} has no docstring; it is the prompt"


def _walk_through(root: Path, slug: str) -> Iterator[str]:
    name = f"solutions/{slug}.md"
    text = (root / name).read_text(encoding="utf-8")
    count = len(text.splitlines())
    if count not in WALK_THROUGH_LINES:
        first, last = WALK_THROUGH_LINES[0], WALK_THROUGH_LINES[-1]
        yield f"{name} has {count} lines; make it {first} to {last}"
    questions = len(_FOLLOW_UP.findall(text.partition("## Follow-up questions")[2]))
    if questions != FOLLOW_UPS:
        yield (
            f"{name} has {questions} follow-up questions; below `## Follow-up questions` "
            f"write {FOLLOW_UPS}, each a line `**1. Why …?**`"
        )


def _answers(root: Path, slug: str) -> Iterator[str]:
    folder = root / "tests/answers" / slug
    for kind, least in (("right", RIGHT_ANSWERS), ("wrong", WRONG_ANSWERS)):
        count = len(list((folder / kind).glob("*.py")))
        if count < least:
            yield f"tests/answers/{slug}/{kind} has {count} answers; write at least {least}"
