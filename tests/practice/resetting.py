"""`nox -s reset` and `nox -s attempts`: putting another file in the place of the learner's.

What was there is kept first, always.
"""

import difflib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts import files
from examiner.facts.labels import harmless
from examiner.progress.attempts import Attempt, Attempts, orphans
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from examiner.usage import fail
from practice.asking import confirmed


def reset(exercise: Exercise, store: Store, ink: Ink, *, yes: bool) -> int:
    """Put the starter back; return the exit code."""
    here = catalog.shown(exercise.answer)
    if exercise.is_untouched(catalog.EXERCISES):
        ink.line(f"{here} is the untouched starter already.")
        return 0
    if confirmed(f"Keep {here} as an attempt, and put the starter back?", yes=yes):
        _replace(exercise, exercise.starter_text(), store, ink)
        ink.line(f"The starter again:  {here}")
    else:
        ink.line("Nothing was changed.")
    return 0


def restore(exercise: Exercise, number: int, store: Store, ink: Ink, *, yes: bool) -> int:
    """Put an attempt back, by its number in the list; return the exit code."""
    attempt, content = _kept(exercise, number)
    here = catalog.shown(exercise.answer)
    if _read(exercise) == content:
        ink.line(f"{here} is attempt {number} already.")
        return 0
    question = f"Keep {here} too, and put attempt {number} ({_time(attempt)}) back?"
    if confirmed(question, yes=yes):
        _replace(exercise, content, store, ink)
        ink.line(f"Attempt {number} again:    {here}")
    else:
        ink.line("Nothing was changed.")
    return 0


def _kept(exercise: Exercise, number: int) -> tuple[Attempt, bytes]:
    """Return an attempt by its number in the list, and what it holds; end if there is none."""
    kept = Attempts().of(exercise.slug)
    if not 1 <= number <= len(kept):
        there = "none is kept yet" if not kept else f"the last one is {len(kept)}"
        fail(f"there is no attempt {number} at exercise {exercise.number}; {there}")
    attempt = kept[number - 1]
    content = _typed(attempt.path)
    if content is None:
        fail(f"{catalog.shown(attempt.path)} does not exist any more")
    return attempt, content


def differ(exercise: Exercise, numbers: Sequence[int], ink: Ink) -> int:
    """Show what has changed from one attempt to another, or to the file; return the exit code."""
    if len(numbers) > 2:
        fail("--diff takes one attempt, or two")
    texts = [(f"attempt {number}", _kept(exercise, number)[1]) for number in numbers]
    if len(texts) == 1:
        texts.append((catalog.shown(exercise.answer), _read(exercise) or b""))
    (before, old), (after, new) = texts
    lines = list(difflib.unified_diff(_lines(old), _lines(new), before, after, lineterm=""))
    colours = {"+": "green", "-": "red", "@": "dim"}
    for line in lines:
        ink.line(ink.paint(line, colours[line[0]]) if line[:1] in colours else line)
    if not lines:
        ink.line(f"{before} and {after} are the same.")
    return 0


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "replace")
    return [harmless(line) for line in text.splitlines()]


def _replace(exercise: Exercise, content: bytes, store: Store, ink: Ink) -> None:
    """Write the learner's file anew, when what it holds is kept."""
    kept: tuple[bytes, Attempt | None] | None = None
    # What is saved between keeping and replacing must be kept as well, hence the second look.
    while (answer := _read(exercise)) is not None and (kept is None or kept[0] != answer):
        kept = answer, _keep(exercise, answer, store)
    files.write_whole(exercise.answer.resolve(), content)
    if kept is not None and kept[1] is not None:
        attempt = kept[1]
        ink.line(f"Your file is kept:  {catalog.shown(attempt.path)}  ({attempt.verdict})")


def _read(exercise: Exercise) -> bytes | None:
    return _typed(exercise.answer)


def _typed(path: Path) -> bytes | None:
    """Return a file's content, None if there is none; end with a line if it is no such file."""
    if not path.exists():
        return None
    try:
        return files.read_typed(path)
    except files.Unreadable as error:
        fail(f"{catalog.shown(path)} {error}: move it away first")


def _keep(exercise: Exercise, answer: bytes, store: Store) -> Attempt | None:
    if exercise.is_untouched(catalog.EXERCISES):
        return None  # the starter is there anyway
    grade = store.read().of(exercise.slug).verdict_on(answer)
    return Attempts().keep(exercise, answer, grade)


def show(exercises: Sequence[Exercise], ink: Ink) -> int:
    """List the attempts at some exercises; return the exit code."""
    attempts = Attempts()
    found = [exercise for exercise in exercises if _print_attempts(exercise, attempts, ink)]
    if found:
        number = found[0].number
        ink.line()
        for text in (
            f"What has changed since: nox -s attempts -- {number} --diff 1",
            f"Put one back:           nox -s attempts -- {number} --restore 1",
        ):
            ink.line(ink.paint(text, "dim"))
    else:
        ink.line("No attempt is kept yet. Each grade of an answer keeps one, and so does a reset.")
    for slug in orphans(attempts, catalog.load()):
        folder = harmless(catalog.shown(attempts.folder / slug))
        ink.line(f"Of an exercise that is no more: {folder}")
    return 0


def _print_attempts(exercise: Exercise, attempts: Attempts, ink: Ink) -> bool:
    kept = attempts.of(exercise.slug)
    if kept:
        folder = catalog.shown(attempts.folder / exercise.slug)
        ink.heading(f"{exercise.number}  {exercise.title}", folder)
    for number, attempt in enumerate(kept, 1):
        colour = "green" if attempt.verdict == "passed" else "red" if attempt.grade else "dim"
        verdict = ink.paint(f"{harmless(attempt.verdict):<11}", colour)
        failed = attempt.grade.failed if attempt.grade else ""
        text = f"  {number:>2}  {_time(attempt)}  {verdict} {attempt.points:>5}  {harmless(failed)}"
        ink.line(_cut(text, ink))
    return bool(kept)


def _cut(text: str, ink: Ink) -> str:
    """Return a line that fits, whatever colours it has."""
    room = ink.width + len(text) - len(ink.bare(text))
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _time(attempt: Attempt) -> str:
    """Return the time at which an attempt was kept, on the learner's own clock."""
    try:
        moment = datetime.strptime(attempt.path.stem[:16], "%Y%m%dT%H%M%S%z")
    except ValueError:
        return f"{'some time':<16}"  # somebody has put a file of their own there
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")
