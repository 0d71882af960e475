"""`nox -s watch`: real saves, real runs, a real terminal."""

import asyncio
import contextlib
import dataclasses
import io
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import commands
import pytest
from commands import Place, wait_until, wait_until_empty
from learner import FIRST, SECOND, THIRD, UNUSABLE, Learner, downloaded, practice_words

pytest.importorskip("watchfiles")

from platforms import SYSTEM
from terminal import Terminal, terminal

from examiner.catalog import Exercise
from examiner.progress.store import Store
from examiner.showing.ink import Ink
from practice.examining import Printed
from practice.grader import CLEAR, Grader
from practice.watching import BURST, QUIET

pytestmark = pytest.mark.timeout(300)

READY = "q quit"
"""Last words of every verdict on a terminal: it waits for the next save then."""

READY_PIPED = "Ctrl-C ends"
"""The same where there are no keys."""

ENDLESS = b"while True: pass\n"
"""An answer that is under examination until a deadline ends it."""


@dataclasses.dataclass(frozen=True)
class InCopy(Exercise):
    """An exercise of a learner's copy, and not of this checkout."""

    folder: Path = Path()

    @property
    def answer(self) -> Path:
        """The learner's file."""
        return self.folder / "exercises" / f"{self.slug}.py"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Return one copy for all tests of this file."""
    return downloaded(tmp_path_factory.mktemp("watch"))


@pytest.fixture
def learner(copy: Learner) -> Iterator[Learner]:
    """Give the copy as if it were fresh, but with a first answer that is rejected at once."""
    copy.start_over()
    copy.save(FIRST, UNUSABLE)
    yield copy
    copy.start_over()


@contextlib.contextmanager
def watching(
    learner: Learner, *words: object, rows: int = 50, **environment: str
) -> Iterator[tuple[Terminal, Place]]:
    """Run `watch` on a terminal, and see that nothing is left of it, however it ends."""
    with commands.place(learner.folder, PYTHONPATH="tests", **environment) as here:
        with terminal(practice_words("watch", *words), here, rows) as screen:
            yield screen, here
        assert left(here) == []


def left(here: Place) -> list[str]:
    """Return the processes and temporary files that do not go away."""
    return wait_until_empty(lambda: [*here.processes, *map(str, here.temporary.iterdir())])


def end(screen: Terminal) -> None:
    """Press Ctrl-C; it has to end cleanly."""
    screen.interrupt()
    assert screen.end() == 0
    assert "Traceback" not in screen.shown
    assert "nothing is left running" in screen.shown


def verdict(screen: Terminal) -> str:
    """Wait for the next verdict; return what the screen shows then."""
    return screen.wait_for(READY).rpartition(CLEAR)[2]


# Saves


def test_it_starts_with_the_next_unsolved_exercise(learner: Learner) -> None:
    """What has passed is skipped; the one after it is graded at once."""
    learner.save(FIRST, learner.solution(FIRST))
    assert learner.grade(1).code == 0
    learner.save(SECOND, UNUSABLE)
    with watching(learner) as (screen, _):
        assert f"{SECOND.number}  {SECOND.title}" in verdict(screen)
        end(screen)


def test_it_can_begin_elsewhere(learner: Learner) -> None:
    """`watch -- 3` begins with exercise 3."""
    learner.save(THIRD, UNUSABLE)
    with watching(learner, 3) as (screen, _):
        assert f"{THIRD.number}  {THIRD.title}" in verdict(screen)
        end(screen)


def test_a_save_is_graded_and_a_pass_moves_on(learner: Learner) -> None:
    """The verdict follows the save; when it is a pass, the next exercise is named and watched."""
    with watching(learner) as (screen, _):
        assert "✘" in verdict(screen)
        learner.save(FIRST, learner.solution(FIRST))
        shown = verdict(screen)
        assert f"{FIRST.points}/{FIRST.points} points" in shown
        assert "✘" not in shown
        assert re.search(rf"Next: .*{SECOND.number}  {SECOND.title}", shown)
        learner.save(SECOND, UNUSABLE)
        assert f"{SECOND.number}  {SECOND.title}" in verdict(screen)
        end(screen)
    assert learner.known(FIRST)["last"]["status"] == "passed"


def test_a_save_by_rename_is_graded(learner: Learner) -> None:
    """Editors that put a new file in the old one's place are understood, again and again."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.save_by_rename(FIRST, UNUSABLE + b"# once more\n")
        assert "✘" in verdict(screen)
        learner.save_by_rename(FIRST, learner.solution(FIRST))
        assert f"{FIRST.points}/{FIRST.points} points" in verdict(screen)
        end(screen)


def test_a_removed_file_is_graded_when_it_is_back(learner: Learner) -> None:
    """Removing and writing anew, with any pause in between, ends in the verdict on the new one."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.file(FIRST).unlink()
        assert "✘" in verdict(screen)
        learner.save(FIRST, learner.solution(FIRST))
        assert f"{FIRST.points}/{FIRST.points} points" in verdict(screen)
        end(screen)


def test_of_a_burst_the_last_save_counts(learner: Learner) -> None:
    """Many saves in a row end in one verdict, on the latest of them."""
    with watching(learner) as (screen, _):
        verdict(screen)
        for number in range(20):
            learner.save(FIRST, UNUSABLE + b"#" * number)
        learner.save(FIRST, learner.solution(FIRST))
        shown = verdict(screen)
        assert f"{FIRST.points}/{FIRST.points} points" in shown
        assert "✘" not in shown
        end(screen)
    assert screen.shown.count(READY) == 2


def test_a_save_during_a_run_calls_it_off(learner: Learner) -> None:
    """The verdict that comes is the latest content's, and the run before it leaves nothing."""
    with watching(learner) as (screen, here):
        verdict(screen)
        learner.save(FIRST, ENDLESS)
        screen.wait_for("grading")
        assert wait_until(lambda: len(here.processes) > 2)  # the watch, the run, its trials
        learner.save(FIRST, learner.solution(FIRST))
        shown = verdict(screen)
        assert f"{FIRST.points}/{FIRST.points} points" in shown
        assert wait_until_empty(lambda: here.processes[1:]) == []  # but for the watch itself
        end(screen)
    assert screen.shown.count(READY) == 2
    assert "timeout" not in screen.shown
    assert "busy-wait" not in screen.shown


def test_no_verdict_is_shown_of_what_has_changed_unnoticed(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A system that reports no save is no excuse: the file is compared after each run."""
    exercise = InCopy(**dataclasses.asdict(FIRST), folder=learner.folder)
    contents = [b"# second\n", b"# third\n"]
    runs = 0

    async def grade(slug: str, *, colour: bool, columns: int) -> Printed:
        nonlocal runs
        runs += 1
        if contents:
            exercise.answer.write_bytes(contents.pop(0))
        return Printed(code=1, text=f"verdict {runs}")

    async def watch_once(ink: Ink) -> None:
        async with asyncio.TaskGroup() as group:
            Grader([exercise], exercise, Store(learner.state), ink, group).start(exercise)

    monkeypatch.setattr("practice.grader.grade", grade)
    out = io.StringIO()
    asyncio.run(watch_once(Ink(out)))
    assert re.findall(r"verdict \d", out.getvalue()) == ["verdict 3"]


def test_whichever_exercise_is_saved_is_graded(learner: Learner) -> None:
    """Who works on another exercise gets that one's verdict."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.save(THIRD, UNUSABLE)
        assert f"{THIRD.number}  {THIRD.title}" in verdict(screen)
        end(screen)


def test_another_exercise_that_is_saved_moves_nothing(learner: Learner) -> None:
    """It is graded, and what is worked on stays what it was, also if the other one passes."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.save(THIRD, UNUSABLE)
        assert f"Watching exercises/{FIRST.slug}.py" in verdict(screen)
        learner.save(SECOND, learner.solution(SECOND))
        assert f"Watching exercises/{FIRST.slug}.py" in verdict(screen)
        learner.save(FIRST, learner.solution(FIRST))
        assert f"Watching exercises/{THIRD.slug}.py" in verdict(screen)
        end(screen)


def test_other_files_are_not_graded(learner: Learner) -> None:
    """Backups, swap files and notes beside an exercise start nothing."""
    folder = learner.folder / "exercises"
    others = [folder / name for name in (f"{FIRST.slug}.py~", f".{FIRST.slug}.py.swp", "notes.py")]
    try:
        with watching(learner) as (screen, _):
            verdict(screen)
            for other in others:
                other.write_bytes(UNUSABLE)
            learner.save(FIRST, UNUSABLE + b"# later\n")
            verdict(screen)
            end(screen)
        assert screen.shown.count("grading") == 2
    finally:
        for other in others:
            other.unlink(missing_ok=True)


def test_saving_the_same_again_grades_again(learner: Learner) -> None:
    """A save is a wish for a verdict, though nothing has changed."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.save(FIRST, UNUSABLE)
        assert "✘" in verdict(screen)
        end(screen)


def test_a_reset_is_noticed(learner: Learner) -> None:
    """`nox -s reset` in another terminal is a save like any other."""
    with watching(learner) as (screen, _):
        verdict(screen)
        assert learner.practise("reset", 1, "--yes").code == 0
        assert "✘" in verdict(screen)
        end(screen)


def test_grading_starts_within_half_a_second() -> None:
    """However long a burst goes on, and however late the quiet comes."""
    assert QUIET + BURST < 500


# Keys


def test_keys_do_what_the_last_line_says(learner: Learner) -> None:
    """A hint, the board, the next exercise, once more; and q ends it."""
    learner.save(SECOND, UNUSABLE)
    with watching(learner) as (screen, _):
        verdict(screen)
        screen.press("h")
        assert "Hint 1 of" in verdict(screen)
        screen.press("L")
        shown = verdict(screen)
        assert "0 of 30 solved" in shown
        assert SECOND.title in shown
        screen.press("n")
        shown = verdict(screen)
        assert f"{SECOND.number}  {SECOND.title}" in shown
        assert f"Watching exercises/{SECOND.slug}.py" in shown
        screen.press("r")
        assert "✘" in verdict(screen)
        screen.press("x")  # which does nothing
        screen.press("q")
        assert screen.end() == 0
    assert "nothing is left running" in screen.shown
    assert learner.known(SECOND)["tries"] == 2


def test_o_opens_the_editor(learner: Learner, tmp_path: Path) -> None:
    """What is saved there is graded, and nothing is printed into it; Ctrl-C is the editor's."""
    editor = tmp_path / "editor"
    done = tmp_path / "done"
    editor.write_text(f'#!/bin/sh\necho EDITING; cp "{done}" "$1"; read line\n', "utf-8")
    editor.chmod(0o755)
    done.write_bytes(learner.solution(FIRST))
    with watching(learner, EDITOR=str(editor), VISUAL="") as (screen, here):
        verdict(screen)
        screen.press("o")
        screen.wait_for("EDITING")
        assert wait_until(lambda: learner.progress.exists() and bool(solved(learner)))
        assert wait_until(lambda: len(here.processes) == 2)  # the watch and the editor
        screen.type("")
        assert f"{FIRST.points}/{FIRST.points} points" in verdict(screen)
        end(screen)


def solved(learner: Learner) -> str:
    """Return when the first exercise was solved, `""` if it is not yet."""
    return str(learner.known(FIRST).get("solved_at", ""))


def test_the_best_part_of_a_verdict_fits_a_small_screen(learner: Learner) -> None:
    """Of a long one what failed first, who waits, and the end of the picture."""
    learner.save(SECOND, learner.starter(SECOND))
    with watching(learner, SECOND.number, rows=24) as (screen, _):
        lines = verdict(screen).splitlines()
        end(screen)
    assert len(lines) <= 24
    text = "\n".join(lines)
    assert f"{SECOND.number}  {SECOND.title}" in text
    assert text.count("✘") == 1
    if SYSTEM.proves:
        assert "waits in queue.get()" in text
        assert "join consumer ■" in text


# The end


def test_ctrl_c_ends_a_run_that_is_going_on(learner: Learner) -> None:
    """Whatever is being examined ends with it."""
    with watching(learner) as (screen, here):
        verdict(screen)
        learner.save(FIRST, ENDLESS)
        screen.wait_for("grading")
        assert wait_until(lambda: len(here.processes) > 2)
        end(screen)


def test_ctrl_c_ends_it_at_the_very_start(learner: Learner) -> None:
    """Even while its first run is only being started."""
    with watching(learner) as (screen, _):
        screen.wait_for("grading")
        end(screen)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP], ids=lambda n: n.name)
def test_it_ends_as_cleanly_by_a_signal(learner: Learner, number: signal.Signals) -> None:
    """A polite kill, or a terminal that is closed, is as good as Ctrl-C."""
    learner.save(FIRST, ENDLESS)
    with watching(learner) as (screen, here):
        screen.wait_for("grading")
        assert wait_until(lambda: len(here.processes) > 2)
        os.kill(screen.child.pid, number)
        assert screen.end() == 0


# What is shown


def test_a_terminal_shows_the_last_verdict_only(learner: Learner) -> None:
    """The screen is cleared before each verdict, never while one is still to be read."""
    with watching(learner) as (screen, _):
        verdict(screen)
        learner.save(FIRST, UNUSABLE + b"# again\n")
        before = screen.wait_for("grading")
        assert CLEAR not in before
        verdict(screen)
        end(screen)
    assert screen.shown.count(CLEAR) == 2


def test_what_is_no_terminal_gets_plain_lines(learner: Learner, tmp_path: Path) -> None:
    """Piped, there is not one escape in it."""
    printed = tmp_path / "printed"
    with commands.place(learner.folder, PYTHONPATH="tests") as here:
        with printed.open("wb") as out:
            process = subprocess.Popen(
                practice_words("watch"),
                cwd=here.folder,
                env=here.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        try:
            assert wait_until(lambda: READY_PIPED in printed.read_text("utf-8"))
            process.send_signal(signal.SIGINT)
            assert process.wait(commands.GRACE) == 0
        finally:
            commands.end_group(process)
        assert left(here) == []
    text = printed.read_text("utf-8")
    assert "\x1b" not in text
    assert "nothing is left running" in text
