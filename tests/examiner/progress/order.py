"""Which exercise comes next."""

from collections.abc import Collection, Sequence

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress.model import Progress


def next_unsolved(
    exercises: Sequence[Exercise],
    progress: Progress,
    after: Exercise | None = None,
    solved: Collection[str] = (),
) -> Exercise | None:
    """Return the next exercise that needs work, None if none does.

    The search begins behind `after` and comes round to the first ones again. Those in `solved` need
    none, whatever the progress says.
    """
    begin = exercises.index(after) + 1 if after else 0
    for exercise in [*exercises[begin:], *exercises[:begin]]:
        if exercise.slug not in solved and needs_work(exercise, progress):
            return exercise
    return None


def needs_work(exercise: Exercise, progress: Progress) -> bool:
    """Did the latest grade not pass, or has the exercise been reset since?"""
    last = progress.of(exercise.slug).last
    return last is None or last.status != "passed" or exercise.is_untouched(catalog.EXERCISES)
