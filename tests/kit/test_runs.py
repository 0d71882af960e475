"""What a killed run leaves: the next command removes it, and touches nothing of the living."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import commands
import pytest
from commands import copy_of_the_kit, examiner_words, place, run, started
from learner import practice_words

from examiner.supervisor import runs
from examiner.supervisor.here import system_here

HERE = system_here()

pytestmark = pytest.mark.skipif(
    HERE.started(os.getpid()) is None, reason="nothing tells here when a process was started"
)

WAITING = """
import multiprocessing as mp
import tempfile
import time


def consume(lock, begun):
    lock.acquire()
    open(begun, "w").close()
    time.sleep(60)


def run(items, handle):
    context = mp.get_context("spawn")
    lock = context.Lock()
    consumer = context.Process(target=consume, args=(lock, BEGUN))
    consumer.start()
    consumer.join()
"""
"""An answer with a process and a semaphore; it tells when both are there."""


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes by /proc")
@pytest.mark.timeout(120)
@pytest.mark.parametrize("order", ["from the top", "from the bottom"])
def test_the_next_command_sweeps_what_kill_9_has_left(order: str, tmp_path: Path) -> None:
    """Folders, semaphores and processes, whoever was killed first; and it says nothing of that."""
    kit = copy_of_the_kit(tmp_path / "kit", answers=False)
    begun = tmp_path / "begun"
    answers = tmp_path / "answers"
    answers.mkdir()
    text = WAITING.replace("BEGUN", repr(str(begun)))
    (answers / "ex02_sentinel.py").write_text(text, encoding="utf-8")
    with place(kit, PYTHONPATH="tests") as here:
        with started(examiner_words(2, "--answers", answers), here) as process:
            assert commands.wait_until(begun.exists)
            pids = sorted(here.pids, reverse=order == "from the bottom")
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
            process.wait()
            assert list(here.temporary.iterdir())
        done = run(practice_words("hint", 2), here)
        assert done.code == 0, done.all
        assert "1 of 3" in done.out
        assert not done.left
        assert not commands.shared_memory(process.pid)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a temporary folder of its own, and sweep as if for the first time."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    runs.sweep_once.cache_clear()
    yield tmp_path
    runs.sweep_once.cache_clear()


def folder_of(pid: int, started: int, temporary: Path, namespace: str | None = None) -> Path:
    """Make a folder of a run."""
    folder = temporary / f"{runs.PREFIX}{pid}"
    folder.mkdir()
    where = os.readlink("/proc/self/ns/pid") if sys.platform == "linux" else ""
    owner = f"{pid:x}{started % (1 << 24):06x}\n{where if namespace is None else namespace}\n"
    (folder / "run").write_text(owner, encoding="utf-8")
    return folder


@pytest.fixture
def ended() -> int:
    """Return the number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_folder_of_a_dead_run_is_removed(temporary: Path, ended: int) -> None:
    """And one whose number has come again, for somebody else."""
    gone = folder_of(ended, 1, temporary)
    (gone / "0" / "t").mkdir(parents=True)
    again = folder_of(os.getpid(), (HERE.started(os.getpid()) or 0) + 1, temporary)
    runs.sweep_once()
    assert not gone.exists()
    assert not again.exists()


def test_a_living_run_keeps_its_folder(temporary: Path) -> None:
    """So does one that may live where it cannot be seen from here."""
    ours = folder_of(os.getpid(), HERE.started(os.getpid()) or 0, temporary)
    another = folder_of(1 << 22, 1, temporary, namespace="pid:[1]")
    runs.sweep_once()
    assert ours.exists()
    assert another.exists()


def test_a_folder_that_does_not_say_whose_it_is_is_swept_when_it_is_old(temporary: Path) -> None:
    """It was made a moment ago, or by somebody who was killed before saying so."""
    young, old = temporary / f"{runs.PREFIX}young", temporary / f"{runs.PREFIX}old"
    for folder in (young, old):
        folder.mkdir()
    long_ago = time.time() - 2 * runs.AGE
    os.utime(old, (long_ago, long_ago))
    runs.sweep_once()
    assert young.exists()
    assert not old.exists()
