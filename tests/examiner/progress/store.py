"""Where progress is kept: one file in a folder that git ignores, always whole, never fatal."""

import contextlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from examiner import catalog
from examiner.facts import files
from examiner.progress.model import VERSION, Malformed, Progress, parse

PATIENCE = 5.0
"""Seconds to wait for another command that is writing: many times what that takes."""

_LOOK = 0.01
"""Seconds between two tries to get the lock."""


class NewerVersion(Exception):
    """A later version of the kit has written the file: it is not ours to change."""


class Store:
    """Reads and updates the progress in a folder.

    Nothing that goes wrong there is worth a failed grade: `notes` says it instead, in sentences.
    """

    def __init__(self, folder: Path = catalog.STATE) -> None:
        self.folder = folder
        self.path = folder / "progress.json"
        self.notes: list[str] = []

    def read(self) -> Progress:
        """Return what is known, nothing if that cannot be read."""
        progress = Progress()
        with self._forgiving("was not read"):
            if self.path.exists():
                with _alone(self.folder):
                    progress = self._load()
        return progress

    def update(self, change: Callable[[Progress], None]) -> None:
        """Read, change and write in one go, so that two commands at a time lose nothing."""
        with self._forgiving("was not kept"):
            self.folder.mkdir(exist_ok=True)
            with _alone(self.folder):
                progress = self._load()
                change(progress)
                text = json.dumps(progress.plain(), indent=2, ensure_ascii=False) + "\n"
                files.write_whole(self.path, text)

    @contextlib.contextmanager
    def _forgiving(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            reason = f"{error.strerror or error}"
            self._note(f"Progress {what}: {catalog.shown(self.path)}: {reason}.")
        except NewerVersion:
            self._note(
                f"Progress {what}: a later version of the kit has written "
                f"{catalog.shown(self.path)}. Update this one, or move that file away."
            )

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _load(self) -> Progress:
        """Return what the file holds; set it aside if it is damaged."""
        if not os.path.lexists(self.path):
            return Progress()
        try:
            document = json.loads(files.read_typed(self.path))
            if isinstance(document, dict) and _is_newer(document.get("version")):
                raise NewerVersion
            progress, bad = parse(document)
        except (files.Unreadable, ValueError, RecursionError) as error:  # also: not UTF-8, not JSON
            if isinstance(error.__cause__, PermissionError):
                raise error.__cause__ from None  # it is whole, only not ours to read
            reason = "it is not JSON"
            if isinstance(error, files.Unreadable | Malformed):
                reason = f"it {error}"
            self._set_aside(f"was damaged ({reason})", "Progress starts anew.")
            return Progress()
        if bad:
            self._set_aside(
                f"was damaged (at {', '.join(bad)})", "All the rest of it still counts."
            )
        return progress

    def _set_aside(self, what: str, consequence: str) -> None:
        aside = files.free_name(
            self.folder, f"progress.damaged-{files.file_stamp(files.now())}", ".json"
        )
        shown = catalog.shown(self.path)
        os.rename(self.path, aside)
        self._note(f"{shown} {what}; it is kept as {aside.name} there. {consequence}")


def _at_once(path: str, flags: int) -> int:
    """Open a file; where a named pipe is in its place, that fails, and does not wait."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o644)


def _is_newer(version: object) -> bool:
    return isinstance(version, int) and version > VERSION


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, which ends with the process that holds it.

    Where there can be no lock (a read-only folder, some network drives) it goes on without.
    """
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            file = stack.enter_context(open(folder / "lock", "ab", opener=_at_once))
            limit = time.monotonic() + PATIENCE
            while not files.locked(file) and time.monotonic() < limit:
                time.sleep(_LOOK)
        yield
