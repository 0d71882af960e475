"""Which exercise to take: one that fits, and that was least practised or failed last time."""

import random
from collections import Counter
from dataclasses import dataclass

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress.store import Store
from interview.clock import PHASES
from interview.sessions import every

_FITS = 1.5
"""An exercise fits if its minutes are at most so many times the coding phase's."""


class NothingFits(LookupError):
    """No exercise can be taken."""


@dataclass(frozen=True)
class Record:
    """What is known of the learner's practice."""

    times: Counter[str]
    """Slug → how often it was interviewed or practised."""
    failed: frozenset[str]
    """Slugs that failed last time."""
    latest: str
    """The slug of the last interview."""
    notes: tuple[str, ...] = ()
    """What has to be said about the file of the progress, damage for one."""


def record() -> Record:
    """Read the learner's practice; what cannot be read counts as not practised."""
    times: Counter[str] = Counter()
    failed: dict[str, bool] = {}
    store = Store()
    progress = store.read()
    for exercise in catalog.load():
        entry = progress.of(exercise.slug)
        times[exercise.slug] += entry.tries
        failed[exercise.slug] = entry.last is not None and entry.last.status != "passed"
    latest = ""
    for session in every():
        card = session.scorecard()
        if card is not None:
            latest = str(card["slug"])
            times[latest] += 1
            failed[latest] = not card.get("solved", False)
    again = frozenset(slug for slug, is_failed in failed.items() if is_failed)
    return Record(times, again, latest, tuple(store.notes))


def choose(
    exercises: list[Exercise], known: Record, minutes: float, seed: int, level: str = ""
) -> Exercise:
    """Return the exercise to take, of those given; raises NothingFits."""
    of_level = [exercise for exercise in exercises if level in ("", exercise.level)]
    if not of_level:
        raise NothingFits(
            f"no exercise of level {level!r} has interview material"
            if level
            else "no exercise has interview material yet"
        )
    code = next(phase for phase in PHASES if phase.key == "code").budget(minutes) / 60
    fitting = [exercise for exercise in of_level if exercise.minutes <= code * _FITS] or of_level
    order = fitting.copy()
    random.Random(seed).shuffle(order)  # decides among equals, and is stable for a seed
    return min(order, key=lambda exercise: _rank(exercise, known))


def why(exercise: Exercise, known: Record) -> str:
    """Say why an exercise was chosen."""
    times = known.times[exercise.slug]
    if exercise.slug in known.failed:
        return "it failed last time"
    return "practised least so far" if times else "not practised yet"


def _rank(exercise: Exercise, known: Record) -> tuple[bool, bool, int]:
    """Rank the last interview's exercise last, what failed first, then what was practised least."""
    slug = exercise.slug
    return slug == known.latest, slug not in known.failed, known.times[slug]
