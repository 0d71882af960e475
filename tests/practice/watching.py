"""`nox -s watch`: grades on every save, shows the last verdict only, moves on when it passes."""

import asyncio
import contextlib
import io
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import awatch

from examiner import catalog
from examiner.catalog import Exercise
from examiner.progress import overview
from examiner.progress.order import next_unsolved
from examiner.progress.store import Store
from examiner.showing.board import Board
from examiner.showing.editor import open_editor
from examiner.showing.ink import Ink
from practice import hints
from practice.grader import Grader
from practice.keys import INTERRUPT, Keyboard

QUIET = 50
"""Milliseconds without a further change after which a burst of saves is over."""

BURST = 250
"""Milliseconds after the first change at which grading starts, though more changes come."""


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
    task = asyncio.current_task()
    assert task is not None
    _when_asked(task.cancel)
    async with asyncio.TaskGroup() as group:
        grader = Grader(exercises, begin, store, ink, group)
        keys = Keys(grader, task.cancel)
        with keys.board.listening():
            grader.start(begin)
            async for changes in awatch(
                catalog.EXERCISES,
                watch_filter=grader.concerns,
                debounce=BURST,
                step=QUIET,
                recursive=False,
            ):
                grader.saved({Path(path).stem for _, path in changes})


def _when_asked(end: Callable[[], object], *, only_by_keyboard: bool = False) -> None:
    """Let Ctrl-C, a closed terminal and a polite kill end the watching, whatever it is at."""
    if sys.platform != "win32":
        numbers = [signal.SIGINT] if only_by_keyboard else [*_REQUESTS]
        for number in numbers:
            asyncio.get_running_loop().add_signal_handler(number, end)


if sys.platform != "win32":
    _REQUESTS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Keys:
    """What the keys do."""

    def __init__(self, grader: Grader, end: Callable[[], object]) -> None:
        self._grader = grader
        self._end = end
        self._actions: dict[str, tuple[str, Callable[[], object]]] = {
            "h": ("hint", self._hint),
            "l": ("list", self._list),
            "n": ("next", self._next),
            "r": ("run again", self._again),
            "o": ("open", self._open),
            "q": ("quit", end),
        }
        self.board = Keyboard(self._pressed)
        if grader.ink.on_screen and sys.stdin.isatty():
            grader.keys = "  ".join(f"{key} {what}" for key, (what, _) in self._actions.items())

    def _pressed(self, key: str) -> None:
        if key == INTERRUPT:
            self._end()
        elif key in self._actions:
            self._actions[key][1]()

    def _hint(self) -> None:
        """Show the next hint for what was graded last."""
        grader, lines = self._grader, io.StringIO()
        hints.show_next(grader.graded, grader.store, grader.ink.into(lines))
        grader.show(lines.getvalue().splitlines())

    def _list(self) -> None:
        """Show the board as it is known."""
        grader, lines = self._grader, io.StringIO()
        rows = overview.rows(grader.exercises, grader.store.read())
        board = Board(grader.ink.into(lines))
        board.overview(rows, height=grader.ink.height)
        board.end(rows)
        grader.show(lines.getvalue().splitlines())

    def _next(self) -> None:
        if self._grader.move_on() is not None:
            self._grader.start(self._grader.current)

    def _again(self) -> None:
        self._grader.start(self._grader.graded)

    def _open(self) -> None:
        self._grader.group.create_task(self._edit(self._grader.graded.answer))

    async def _edit(self, path: Path) -> None:
        """Open a file in the editor; what is graded meanwhile is shown when it is closed."""
        trouble = ""

        def edit() -> None:
            nonlocal trouble
            trouble = open_editor(path)

        with self._grader.away():
            _when_asked(lambda: None, only_by_keyboard=True)  # it is the editor's
            try:
                await self.board.lend(edit)
            finally:
                _when_asked(self._end, only_by_keyboard=True)
        if trouble:
            self._grader.ink.paragraph(trouble)
