"""`nox -s watch`: grades on every save, shows the last verdict only, moves on when it passes."""

import asyncio
import contextlib
import hashlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Collection, Sequence
from pathlib import Path

from watchfiles import Change, awatch

from examiner import catalog
from examiner.catalog import Exercise
from examiner.facts.files import Unreadable, read_typed
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from practice.examining import Printed, grade
from practice.order import next_unsolved

QUIET = 50
"""Milliseconds without a further change after which a burst of saves is over."""

BURST = 250
"""Milliseconds after the first change at which grading starts, though more changes come."""

CLEAR = "\x1b[H\x1b[2J"
"""Moves to the top and wipes the screen, but not what can be scrolled back to."""

Content = tuple[int, int, str] | None
"""When a file was changed, which file it is, what it holds; None if there is none."""


def run(exercises: Sequence[Exercise], first: Exercise | None, store: Store, ink: Ink) -> int:
    """Watch until Ctrl-C; `first` is where to begin, the next unsolved one if None."""
    begin = first or next_unsolved(exercises, store.read()) or exercises[-1]
    ended, told = False, [""]
    try:
        asyncio.run(_watch(exercises, begin, store, ink))
    except* (KeyboardInterrupt, asyncio.CancelledError):
        ended = True
        told += ["Watching has ended, and nothing is left running."]
    except* OSError as errors:
        told += [
            f"Watching {catalog.shown(catalog.EXERCISES)} failed: {errors.exceptions[0]}",
            "WATCHFILES_FORCE_POLLING=1 in the environment does without the system's help.",
        ]
    with contextlib.suppress(OSError):  # the terminal may have been closed
        for line in told:
            ink.line(line)
    return 0 if ended else 1


async def _watch(exercises: Sequence[Exercise], begin: Exercise, store: Store, ink: Ink) -> None:
    """Grade at once, and then on every save, until it is cancelled."""
    _end_when_asked()
    async with asyncio.TaskGroup() as group:
        grader = Grader(exercises, begin, store, ink, group)
        grader.start(begin)
        async for changes in awatch(
            catalog.EXERCISES,
            watch_filter=grader.concerns,
            debounce=BURST,
            step=QUIET,
            recursive=False,
        ):
            grader.saved({Path(path).stem for _, path in changes})


def _end_when_asked() -> None:
    """Let Ctrl-C, a closed terminal and a polite kill cancel the watching, whatever it is at."""
    task = asyncio.current_task()
    assert task is not None
    if sys.platform != "win32":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)


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
        self._exercises = {exercise.slug: exercise for exercise in exercises}
        self._current = current
        self._store = store
        self._ink = ink
        self._group = group
        self._task: asyncio.Task[None] | None = None
        self._seen: dict[str, Content] = {}
        self._passed: set[str] = set()

    def concerns(self, change: Change, path: str) -> bool:
        """Is this the file of an exercise? Editors write all sorts of others beside it."""
        name = Path(path)
        return name.suffix == ".py" and name.stem in self._exercises

    def saved(self, slugs: Collection[str]) -> None:
        """Grade what was saved, unless it is what was seen last: one save can be told twice."""
        changed = [s for s in self._exercises if s in slugs and self._is_new(s)]
        if changed:
            slug = self._current.slug if self._current.slug in changed else changed[0]
            self.start(self._exercises[slug])

    def start(self, exercise: Exercise) -> None:
        """Grade an exercise; a run that is still going on is called off."""
        if self._task is not None:
            self._task.cancel()
        self._current = exercise
        self._task = self._group.create_task(self._grade(exercise))

    def _is_new(self, slug: str) -> bool:
        return _content(self._exercises[slug].answer) != self._seen.get(slug, ())

    async def _grade(self, exercise: Exercise) -> None:
        columns = shutil.get_terminal_size().columns
        content = None
        printed = None
        while printed is None or content != _content(exercise.answer):
            content = self._seen[exercise.slug] = _content(exercise.answer)
            self._ink.line()
            self._ink.line(
                f"{time.strftime('%H:%M:%S')}  grading {catalog.shown(exercise.answer)} …"
            )
            printed = await grade(exercise.slug, colour=self._ink.colour, columns=columns)
        self._show(exercise, printed)

    def _show(self, exercise: Exercise, printed: Printed) -> None:
        ink = self._ink
        if ink.stream.isatty() and os.environ.get("TERM") != "dumb":
            ink.stream.write(CLEAR)
        for line in printed.text.splitlines():
            ink.line(line)
        ink.line()
        if printed.passed:
            self._move_on(exercise)
        elif printed.failed:
            self._passed.discard(exercise.slug)
            ink.line(ink.paint(f"Stuck? nox -s hint -- {exercise.number}", "dim"))
        text = f"Watching {catalog.shown(self._current.answer)}: save it to grade it, Ctrl-C ends."
        ink.line(ink.paint(text, "dim"))

    def _move_on(self, exercise: Exercise) -> None:
        ink = self._ink
        self._passed.add(exercise.slug)
        everything = list(self._exercises.values())
        following = next_unsolved(everything, self._store.read(), exercise, self._passed)
        if following is None:
            ink.line(ink.paint("Every exercise is solved.", "green"))
            return
        self._current = following
        ink.line(f"Next:  {ink.paint(f'{following.number}  {following.title}', 'bold')}")
        ink.line(f"  open {catalog.shown(following.answer)}")


def _content(path: Path) -> Content:
    try:
        state, data = path.stat(), read_typed(path)
    except (OSError, Unreadable):
        return None
    return state.st_mtime_ns, state.st_ino, hashlib.sha256(data).hexdigest()
