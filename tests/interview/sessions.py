"""The folders of interviews: .ipc-kata/interviews/<UTC time>-<slug>/."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from examiner.catalog import STATE
from interview import journal
from interview.state import State, rebuilt

INTERVIEWS = STATE / "interviews"
SHEETS = STATE / "sheets"
SCORECARD = "scorecard.json"


@dataclass(frozen=True)
class Session:
    """One interview on disk."""

    folder: Path

    @property
    def name(self) -> str:
        """What `--resume` calls it."""
        return self.folder.name

    def state(self) -> State:
        """Return what has happened in it."""
        return rebuilt(journal.read(self.folder))

    def scorecard(self) -> dict[str, Any] | None:
        """Return its scorecard, if it has a whole one."""
        try:
            document = json.loads((self.folder / SCORECARD).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return document if isinstance(document, dict) and "slug" in document else None


def create(slug: str, when: datetime) -> Session:
    """Make the folder of a new interview."""
    name = f"{when:%Y-%m-%dT%H%M%SZ}-{slug}"
    INTERVIEWS.mkdir(parents=True, exist_ok=True)
    for number in range(1, 1000):
        folder = INTERVIEWS / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        return Session(folder)
    raise FileExistsError(f"{INTERVIEWS / name} and 999 like it exist already")


def every() -> list[Session]:
    """Return all interviews, the oldest first."""
    try:
        folders = sorted(path for path in INTERVIEWS.iterdir() if path.is_dir())
    except OSError:
        return []
    return [Session(folder) for folder in folders]


def unfinished() -> list[Session]:
    """Return the interviews that can be resumed, the oldest first."""
    found = []
    for session in every():
        state = session.state()
        if state.slug and not state.finished:
            found.append(session)
    return found
