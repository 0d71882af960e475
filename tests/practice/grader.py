"""Grades the exercise that is worked on, always in its latest state, and shows the verdict."""

import asyncio
import contextlib
import hashlib
import shutil
import time
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from watchfiles import Change

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts.files import Unreadable, read_typed
from examiner.progress.order import next_unsolved
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from practice.examining import Printed, grade
from practice.verdict import fitting

CLEAR = "\x1b[H\x1b[2J"
"""Moves to the top and wipes the screen, but not what can be scrolled back to."""

_BELOW = 4
"""Lines of a screen below the verdict: a gap, which file is watched, the keys, the cursor."""

Content = tuple[int, int, str] | None
"""When a file was changed, which file it is, what it holds; None if there is none."""


class Grader:
    """Grades one exercise at a time, always in its latest state."""

    def __init__(
        self,
        exercises: Sequence[Exercise],
        current: Exercise,
        store: Store,
        ink: Ink,
        group: asyncio.TaskGroup,
    ) -> None:
        """Nothing is graded before `start`; the group's owner waits for what is."""
        self.exercises = exercises
        self.current = current
        """The one that is worked on: another one that is saved is graded, and no more."""
        self.graded = current
        """The one that was graded last."""
        self.store = store
        self.ink = ink
        self.group = group
        self.keys = "Ctrl-C ends."
        """What can be pressed, as the last line says it."""
        self._by_slug = {exercise.slug: exercise for exercise in exercises}
        self._task: asyncio.Task[None] | None = None
        self._seen: dict[str, Content] = {}
        self._passed: set[str] = set()
        self._lines: list[str] = []
        self._is_away = False

    def concerns(self, change: Change, path: str) -> bool:
        """Is this the file of an exercise? Editors write all sorts of others beside it."""
        name = Path(path)
        return name.suffix == ".py" and name.stem in self._by_slug

    def saved(self, slugs: Collection[str]) -> None:
        """Grade what was saved, unless it is what was seen last: one save can be told twice."""
        changed = [s for s in self._by_slug if s in slugs and self._is_new(s)]
        if changed:
            slug = self.current.slug if self.current.slug in changed else changed[0]
            self.start(self._by_slug[slug])

    def start(self, exercise: Exercise) -> None:
        """Grade an exercise; a run that is still going on is called off."""
        if self._task is not None:
            self._task.cancel()
        self.graded = exercise
        self._task = self.group.create_task(self._grade(exercise))

    def move_on(self) -> Exercise | None:
        """Work on the exercise that comes next; None if every one is solved."""
        progress = self.store.read()
        following = next_unsolved(self.exercises, progress, self.current, self._passed)
        if following is not None:
            self.current = following
        return following

    def _is_new(self, slug: str) -> bool:
        return _content(self._by_slug[slug].answer) != self._seen.get(slug, ())

    async def _grade(self, exercise: Exercise) -> None:
        columns = shutil.get_terminal_size().columns
        content = None
        printed = None
        while printed is None or content != _content(exercise.answer):
            content = self._seen[exercise.slug] = _content(exercise.answer)
            if not self._is_away:
                moment, file = time.strftime("%H:%M:%S"), catalog.shown(exercise.answer)
                self.ink.line()
                self.ink.line(f"{moment}  grading {file} …")
            printed = await grade(exercise.slug, colour=self.ink.colour, columns=columns)
        self._tell(exercise, printed)

    def _tell(self, exercise: Exercise, printed: Printed) -> None:
        ink = self.ink
        height = shutil.get_terminal_size().lines - _BELOW if ink.on_screen else None
        lines = fitting(exercise, printed, ink, height)
        if printed.failed:
            self._passed.discard(exercise.slug)
        elif printed.passed:
            self._passed.add(exercise.slug)
            if exercise == self.current and self.move_on() is None:
                lines.append(ink.paint("Every exercise is solved.", "green"))
        self.show(lines)

    def show(self, lines: Sequence[str]) -> None:
        """Show lines in the place of all that was shown before, once the terminal is ours."""
        self._lines = list(lines)
        if self._is_away:
            return
        ink = self.ink
        if ink.on_screen:
            ink.stream.write(CLEAR)
        for line in self._lines:
            ink.line(line)
        ink.line()
        ink.line(f"Watching {catalog.shown(self.current.answer)}: save it to grade it.")
        ink.line(ink.paint(self.keys, "dim"))

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Show nothing meanwhile, for the terminal is somebody else's."""
        self._is_away = True
        try:
            yield
        finally:
            self._is_away = False
            self.show(self._lines)


def _content(path: Path) -> Content:
    try:
        state, data = path.stat(), read_typed(path)
    except (OSError, Unreadable):
        return None
    return state.st_mtime_ns, state.st_ino, hashlib.sha256(data).hexdigest()
