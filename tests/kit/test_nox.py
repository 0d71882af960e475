"""What nox does for the commands: environments, exit codes, requests to end."""

import os
import re
import runpy
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import commands
import pytest
from commands import Done, Place, copy_of_the_kit, nox_words, place, run, started
from learner import FIRST, UNUSABLE

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="signals are others there"),
    pytest.mark.timeout(240),
]

nox = pytest.importorskip("nox")

SOON = 8.0
"""Seconds in which all has to have ended: a few times what it takes beside other tests."""

ENDLESS = """
import time


def run(items, handle):
    open(BEGUN, "w").close()
    time.sleep(60)
"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit whose environments the tests share."""
    return copy_of_the_kit(tmp_path_factory.mktemp("nox") / "kit", answers=False)


class Ended(NamedTuple):
    """A command that somebody has asked to end."""

    done: Done
    seconds: float


def endless(kit: Path, tmp_path: Path) -> tuple[list[str], Path]:
    """Return a grade that goes on for ever, and the file that tells that it runs."""
    begun, answers = tmp_path / "begun", tmp_path / "answers"
    answers.mkdir()
    text = ENDLESS.replace("BEGUN", repr(str(begun)))
    (answers / "ex02_sentinel.py").write_text(text, encoding="utf-8")
    return nox_words("--no-venv", "-s", "grade", "--", 2, "--answers", answers), begun


def asked(words: list[str], here: Place, begun: Path, number: int) -> Ended:
    """Send a signal to nox alone, once something runs."""
    before = commands.shared_memory()
    with started(words, here) as process:
        assert commands.wait_until(begun.exists)
        since = time.monotonic()
        process.send_signal(number)
        done = commands.finish(process, here, before, commands.WHOLE)
        return Ended(done, time.monotonic() - since)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_request_to_nox_alone_ends_the_grade(
    name: str, code: int, kit: Path, tmp_path: Path
) -> None:
    """At once, and with the exit code that says so; nobody is told that a check failed."""
    words, begun = endless(kit, tmp_path)
    with place(kit) as here:
        ended = asked(words, here, begun, signal.Signals[name])
    assert ended.done.code == code, ended.done.all
    assert ended.seconds < SOON
    assert "Interrupted. Everything that was running has been ended." in ended.done.out
    assert "not everything passed" not in ended.done.all
    assert "Traceback" not in ended.done.all
    assert not ended.done.left


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells that nox is gone")
def test_a_command_ends_when_nox_is_killed(kit: Path, tmp_path: Path) -> None:
    """A grade and a watch would go on for a while, or for ever."""
    words, begun = endless(kit, tmp_path)
    with place(kit) as here:
        ended = asked(words, here, begun, signal.SIGKILL)
    assert ended.done.code == -signal.SIGKILL
    assert not ended.done.left


def test_a_watch_ends_with_nox(kit: Path, tmp_path: Path) -> None:
    """SIGTERM reaches it."""
    pytest.importorskip("watchfiles")
    copy = Path(shutil.copytree(kit, tmp_path / "kit"))
    (copy / "exercises" / f"{FIRST.slug}.py").write_bytes(UNUSABLE)
    words = nox_words("--no-venv", "-s", "watch", "--", 1)
    with place(copy) as here:
        before = commands.shared_memory()
        with started(words, here) as process:
            assert commands.wait_until(lambda: (copy / ".ipc-kata" / "progress.json").exists())
            process.send_signal(signal.SIGTERM)
            done = commands.finish(process, here, before, SOON)
    assert "Watching has ended" in done.out
    assert not done.left


@pytest.fixture(scope="module")
def environment(kit: Path) -> Iterator[Place]:
    """Give a place in which the environment for grading has been made."""
    with place(kit) as here:
        done = run(nox_words("-s", "grade", "--", "-h"), here)
        if "No matching distribution" in done.all or "Could not find a version" in done.all:
            pytest.skip("nothing can be installed here")
        assert done.code == 0, done.all
        yield here


def mark(here: Place) -> Path:
    """Return the file that remembers that an environment is whole."""
    return here.folder / ".nox" / "grade" / "grade.installed"


def test_an_environment_that_was_cut_short_is_made_anew(environment: Place) -> None:
    """With -R too, which installs nothing otherwise."""
    mark(environment).unlink()
    for package in (environment.folder / ".nox/grade").glob("lib/python*/site-packages/pytest*"):
        shutil.rmtree(package) if package.is_dir() else package.unlink()
    done = run(nox_words("-R", "-s", "grade", "--", "-h"), environment)
    assert done.code == 0, done.all
    assert mark(environment).exists()


def test_two_at_once_make_an_environment_of_another_python_anew(environment: Place) -> None:
    """As one whose nox has moved to a newer Python; they wait for each other, and one makes it."""
    text = mark(environment).read_text(encoding="utf-8")
    mark(environment).write_text(text.replace(sys.base_prefix, "/another"), encoding="utf-8")
    litter = environment.folder / ".nox" / "grade" / "litter"
    litter.touch()
    words = nox_words("-s", "grade", "--", "-h")
    with started(words, environment) as one, started(words, environment) as another:
        outs = [process.communicate(timeout=commands.WHOLE) for process in (one, another)]
    assert (one.returncode, another.returncode) == (0, 0), outs
    everything = b"".join(part for out in outs for part in out).decode()
    assert everything.count("Creating virtual environment") == 1, everything
    assert not litter.exists()


@pytest.mark.parametrize("version", [(3, 8, 18), (3, 10, 13)])
def test_an_older_python_is_named(
    version: tuple[int, int, int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """In one sentence, before anything is installed."""
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as ending:
        runpy.run_path(str(commands.ROOT / "noxfile.py"))
    assert ending.value.code == 2
    told = capsys.readouterr().err
    assert re.fullmatch(r"ipc-kata: Python 3\.11 or newer is needed, .*\n", told)
    assert f"3.{version[1]} here" in told


def test_a_folder_that_can_hold_no_environment_is_named(kit: Path, tmp_path: Path) -> None:
    """A colon separates the folders of a path."""
    odd = tmp_path / "a:b"
    odd.mkdir()
    shutil.copytree(kit, odd / "kit", ignore=shutil.ignore_patterns(".nox"))
    with place(odd / "kit") as here:
        done = run(nox_words("-s", "grade"), here)
    assert done.code == 2, done.all
    assert done.all.startswith("ipc-kata: rename this folder")
