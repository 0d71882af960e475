"""Answers as they were when their grade began: what is saved meanwhile is not half of it."""

from dataclasses import dataclass
from pathlib import Path

from examiner.facts.files import Unreadable, read_typed


@dataclass(frozen=True)
class Answer:
    """What one file held at a moment."""

    path: Path
    source: bytes | None
    """None if there is nothing that could be loaded."""
    trouble: str = ""
    """Why not, to be said after the file's name."""

    @classmethod
    def taken(cls, path: Path) -> "Answer":
        """Take what a file holds now."""
        try:
            return cls(path, read_typed(path))
        except Unreadable as error:
            return cls(path, None, str(error))

    def has_changed(self) -> bool:
        """Does the file hold something else by now?"""
        return Answer.taken(self.path) != self
