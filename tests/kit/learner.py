"""A learner's copy of the kit, and what the learner does with it."""

import json
import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import commands
from commands import Done, copy_of_the_kit

from examiner import catalog
from examiner.judging.examination import load_checks
from examiner.progress.attempts import Attempts

EXERCISES = catalog.load()
FIRST, SECOND, THIRD = EXERCISES[:3]

CHECKS_OF_FIRST = len(load_checks(FIRST.check_file)[1])
"""So many the first exercise has."""

UNUSABLE = b"def broken(:\n"
"""An answer that is rejected at once."""


def practice_words(*words: object) -> list[str]:
    """Return the command behind `nox -s hint` and the like."""
    return [sys.executable, "-m", "practice", *map(str, words)]


@dataclass(frozen=True)
class Learner:
    """Works in a copy of the kit, which begins with nothing done."""

    folder: Path

    @property
    def state(self) -> Path:
        """The folder in which the kit remembers."""
        return self.folder / ".ipc-kata"

    @property
    def progress(self) -> Path:
        """The file of the progress."""
        return self.state / "progress.json"

    def file(self, exercise: catalog.Exercise) -> Path:
        """Return the file of an exercise."""
        return self.folder / "exercises" / f"{exercise.slug}.py"

    def starter(self, exercise: catalog.Exercise) -> bytes:
        """Return the pristine starter."""
        return (self.folder / "tests/answers" / exercise.slug / "starter.py").read_bytes()

    def solution(self, exercise: catalog.Exercise) -> bytes:
        """Return a right answer."""
        return (self.folder / "solutions" / f"{exercise.slug}.py").read_bytes()

    def save(self, exercise: catalog.Exercise, content: bytes) -> None:
        """Save an answer as a plain editor does."""
        self.file(exercise).write_bytes(content)

    def save_by_rename(self, exercise: catalog.Exercise, content: bytes) -> None:
        """Save an answer as a careful editor does: a new file takes the old one's place."""
        beside = self.file(exercise).with_name(f"{exercise.slug}.py~")
        beside.write_bytes(content)
        os.replace(beside, self.file(exercise))

    def practise(self, *words: object, **environment: str) -> Done:
        """Run `python -m practice …`, as the nox sessions do, where nobody can be asked."""
        with commands.place(self.folder, PYTHONPATH="tests", **environment) as here:
            return commands.run(practice_words(*words), here)

    def grade(self, *words: object) -> Done:
        """Run `nox -s grade -- …` without nox."""
        return commands.grade(*words, folder=self.folder)

    def known(self, exercise: catalog.Exercise) -> dict[str, Any]:
        """Return what the progress has of an exercise."""
        document = json.loads(self.progress.read_text(encoding="utf-8"))
        found: dict[str, Any] = document["exercises"].get(exercise.slug, {})
        return found

    def remember(self, **entries: object) -> None:
        """Write the progress: slug → entry."""
        self.state.mkdir(exist_ok=True)
        self.progress.write_text(json.dumps({"version": 1, "exercises": entries}), "utf-8")

    def attempts(self, slug: str) -> list[bytes]:
        """Return the kept attempts at an exercise, the oldest first."""
        return [one.path.read_bytes() for one in Attempts(self.state / "attempts").of(slug)]

    def start_over(self) -> None:
        """Forget everything."""
        if self.state.is_dir():
            shutil.rmtree(self.state)
        else:
            self.state.unlink(missing_ok=True)
        for exercise in EXERCISES:
            self.save(exercise, self.starter(exercise))


def downloaded(target: Path) -> Learner:
    """Return a learner with a fresh copy of the kit."""
    return Learner(copy_of_the_kit(target / "kit"))
