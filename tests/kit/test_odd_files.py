"""What stands in the place of a file: a named pipe, a device, a folder, something enormous."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import copy_of_the_kit, grade
from learner import EXERCISES, FIRST, SECOND, UNUSABLE, Learner

from examiner.facts import files
from examiner.progress.attempts import Attempts
from examiner.progress.model import LastGrade
from examiner.progress.store import Store

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there are no such files")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


def _large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 << 20)


def _link_to(what: Callable[[Path], None]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        what(path.with_suffix(".real"))
        path.symlink_to(path.with_suffix(".real"))

    return make


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a named pipe": (_fifo, "is a named pipe"),
    "a socket": (_socket, "is a socket"),
    "a device": (lambda path: path.symlink_to("/dev/zero"), "is a device"),
    "a folder": (Path.mkdir, "is a directory"),
    "100 MB": (_large, "is larger than 1 MB"),
    "a link to a pipe": (_link_to(_fifo), "is a named pipe"),
    "a link to a folder": (_link_to(Path.mkdir), "is a directory"),
    "a link to nothing": (lambda path: path.symlink_to("nowhere"), "does not exist"),
    "a link to itself": (lambda path: path.symlink_to(path), "cannot be read"),
}
"""What it is → what makes it, and what is said of it."""

GRADE = LastGrade("failed", "wrong result", 0, 10, "2026-01-01T00:00:00Z", "")

odd = pytest.mark.parametrize(("make", "says"), ODD.values(), ids=ODD)


@odd
def test_as_an_answer_it_is_named(
    make: Callable[[Path], None], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence says what it is, and nobody waits for its content."""
    monkeypatch.chdir(tmp_path)  # a socket's path has at most about 100 characters
    make(Path(f"{FIRST.slug}.py"))
    done = grade(1, "--answers", tmp_path, "--start-method", "fork")
    assert done.code == 1, done.all
    assert f"{FIRST.slug}.py {says}" in " ".join(done.out.split())
    assert "Traceback" not in done.all


@odd
def test_as_progress_it_is_set_aside(
    make: Callable[[Path], None], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As other damage is; what is learned afterwards is kept."""
    monkeypatch.chdir(tmp_path)
    make(Path("progress.json"))
    store = Store(tmp_path)
    store.update(lambda progress: progress.put(FIRST.slug, progress.of(FIRST.slug).graded(GRADE)))
    assert says in store.notes[0]
    assert store.read().of(FIRST.slug).tries == 1
    assert list(tmp_path.glob("progress.damaged-*"))


@odd
def test_as_a_lock_it_keeps_nobody(
    make: Callable[[Path], None], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then there is none."""
    monkeypatch.chdir(tmp_path)
    make(Path("lock"))
    store = Store(tmp_path)
    store.update(lambda progress: progress.put(FIRST.slug, progress.of(FIRST.slug).graded(GRADE)))
    assert store.read().of(FIRST.slug).tries == 1


@odd
@pytest.mark.parametrize("suffix", [".py", ".json"])
def test_as_an_attempt_it_stands_in_nobodys_way(
    make: Callable[[Path], None], says: str, suffix: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The others are listed, and another one is kept."""
    folder = tmp_path / FIRST.slug
    folder.mkdir()
    (folder / "20260101T000000Z.py").write_bytes(b"one")
    monkeypatch.chdir(folder)
    make(Path(f"20260101T000000Z{suffix}" if suffix == ".json" else "20260101T000001Z.py"))
    attempts = Attempts(tmp_path)
    assert attempts.of(FIRST.slug)[0].verdict == "not graded"
    attempts.keep(FIRST, b"two", None)
    contents = [
        attempt.path.read_bytes()
        for attempt in attempts.of(FIRST.slug)
        if attempt.path.stat().st_size < files.LARGEST
    ]
    assert contents == [b"one", b"two"]


@pytest.mark.parametrize("words", [("reset", 2, "--yes"), ("attempts", 2, "--restore", 1, "--yes")])
@pytest.mark.parametrize("name", ["a named pipe", "a folder", "100 MB", "a device"])
def test_what_is_no_answer_is_not_replaced(
    name: str, words: tuple[object, ...], tmp_path: Path
) -> None:
    """Nobody knows whose it is: one sentence, and it stays."""
    learner = Learner(copy_of_the_kit(tmp_path / "kit", answers=False))
    learner.save(SECOND, UNUSABLE)
    assert learner.practise("reset", 2, "--yes").code == 0
    path = learner.file(SECOND)
    path.unlink()
    make, says = ODD[name]
    make(path)
    before = os.lstat(path)
    done = learner.practise(*words)
    assert (done.code, done.out, len(done.err.splitlines())) == (2, "", 1), done.all
    assert says in done.err
    assert os.lstat(path).st_ino == before.st_ino
    assert len(EXERCISES) == len(list(path.parent.glob("*.py")))
