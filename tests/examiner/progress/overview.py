"""What the board says at once, from what is remembered: nothing is run for it."""

from collections.abc import Iterable
from datetime import UTC, datetime

from examiner.catalog import Exercise
from examiner.facts import files
from examiner.progress.model import LastGrade, Progress
from examiner.showing.board import Row

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def rows(exercises: Iterable[Exercise], progress: Progress) -> list[Row]:
    """Return a row for each exercise.

    One is `changed` if its file, or its checks, are others than those of its last grade.
    """
    return [_row(exercise, progress) for exercise in exercises]


def _row(exercise: Exercise, progress: Progress) -> Row:
    standing = progress.of(exercise.slug)
    try:
        answer = files.read_typed(exercise.answer)
    except files.Unreadable:
        return Row(exercise, "error", verdict="to be graded", changed=True)
    if exercise.is_starter(answer):
        return Row(exercise, "not-started", verdict=_of_starter(standing.solved_at))
    last = standing.last
    if last is None:
        return Row(exercise, "failed", verdict="to be graded", changed=True)
    if last.holds_for(answer, exercise.check_file.read_bytes()):
        return Row(exercise, last.status, last.points, _verdict(last))
    return Row(exercise, last.status, verdict=f"{last.verdict} {ago(last.at)}", changed=True)


def _of_starter(solved_at: str) -> str:
    return f"solved {ago(solved_at)}" if solved_at else "not started"


def _verdict(last: LastGrade) -> str:
    return "" if last.status == "passed" else last.verdict


def ago(stamp: str) -> str:
    """Return how long ago a moment was: `2 h ago`, `""` if that makes no sense."""
    try:
        moment = datetime.strptime(stamp, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return ""
    seconds = (files.now() - moment).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    for unit, length in (("d", _DAY), ("h", _HOUR), ("min", _MINUTE)):
        if seconds >= length:
            return f"{int(seconds // length)} {unit} ago"
    return ""
