"""Machines that lack something, and what parents pass on: right answers pass, or it is said why."""

import os
import platform
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from commands import Done, copy_of_the_kit, examiner_words, place, run
from learner import FIRST, SECOND, UNUSABLE, Learner
from platforms import HANGS, KIND, SYSTEM
from test_examiner_errors import Breakage, break_it

from examiner.usage import EXAMINER_ERROR, FAILED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="how Linux is made odd")

ODD = Path(__file__).with_name("odd_machine.py")

PIDFD_OPEN, EXIT_SKIP = 434, 77
"""As in that script."""

RACING = Path(__file__).parent / "programs" / "racing"

PLAIN = ("--start-method", "fork", "--worlds", 0, "--schedules", 0)

SANDBOX = ("bwrap", "--die-with-parent", "--dev-bind", "/", "/")


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit in which nothing has been done, with one check an exercise."""
    folder = copy_of_the_kit(tmp_path_factory.mktemp("odd") / "kit", answers=False)
    for exercise in (FIRST, SECOND):
        path = folder / "tests" / "checks" / exercise.check_file.name
        text = path.read_text(encoding="utf-8")
        _, second = list(re.finditer(r"^@check", text, re.MULTILINE))[:2]
        path.write_text(text[: second.start()], encoding="utf-8")
    return folder


def odd(folder: Path, *options: object, words: Sequence[object]) -> Done:
    """Run a command of the kit as on an odd machine."""
    with place(folder, PYTHONPATH="tests") as here:
        command = [sys.executable, str(ODD), *map(str, options), "--", *map(str, words)]
        return run(command, here)


def sandboxed(folder: Path, *options: str, words: Sequence[object], **environment: str) -> Done:
    """Run a command of the kit in a sandbox."""
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    with place(folder, PYTHONPATH="tests", **environment) as here:
        if run([*SANDBOX, "true"], here).code:
            pytest.skip("no sandbox can be made here")
        return run([*SANDBOX, *options, *map(str, words)], here)


def reference(*exercises: object) -> list[str]:
    """Return the command that grades references, each check once."""
    return examiner_words(*exercises, "--answers", "solutions", "--worlds", 0)


def examiner(*words: object) -> list[str]:
    """Return a command of the examiner."""
    return [sys.executable, "-m", "examiner", *map(str, words)]


# pidfd_open

no_calls_taken = pytest.mark.skipif(
    platform.machine() != "x86_64", reason="the system call has another number"
)


@no_calls_taken
@pytest.mark.timeout(120)
def test_references_pass_where_the_end_of_a_process_cannot_be_waited_for(kit: Path) -> None:
    """Kernels before 5.3 and some sandboxes have no pidfd_open."""
    done = odd(kit, "--without", PIDFD_OPEN, words=reference("1-2"))
    if done.code == EXIT_SKIP:
        pytest.skip("system calls cannot be taken away here")
    assert done.code == 0, done.all
    assert not done.left


@no_calls_taken
def test_a_deadlock_is_told_there_too(kit: Path) -> None:
    """As is one that only a schedule shows."""
    done = odd(kit, "--without", PIDFD_OPEN, words=examiner_words(2, *PLAIN))
    if done.code == EXIT_SKIP:
        pytest.skip("system calls cannot be taken away here")
    assert HANGS in done.out
    if SYSTEM.controls:
        program = RACING / "lock_order.py"
        found = odd(kit, "--without", PIDFD_OPEN, words=examiner("explore", program))
        assert found.code == FAILED, found.all
        assert "deadlock" in found.all


# Signals


@pytest.mark.timeout(120)
@pytest.mark.parametrize("how", ["--ignore", "--block"])
def test_what_a_parent_does_to_sigchld_is_not_passed_on(how: str, kit: Path) -> None:
    """Right answers pass under every start method, and a trace comes to its end."""
    done = odd(kit, how, "SIGCHLD", words=[*reference(2), "--start-method", "all"])
    assert done.code == 0, done.all
    program = "solutions/drill01_picture.py"
    traced = odd(kit, how, "SIGCHLD", words=examiner("trace", "--deadline=60", program))
    assert (traced.code, "no deadlock" in traced.err) == (0, True), traced.all


# Where nothing can be proved


def test_it_is_said_once_what_cannot_be_proved_and_why(kit: Path, tmp_path: Path) -> None:
    """Where calls of other processes are secret, who hangs is told at the deadline."""
    if KIND:
        pytest.skip("here nothing is proved anyway")
    secret = Path(shutil.copytree(kit, tmp_path / "kit"))
    breakage = Breakage(
        "tests/examiner/supervisor/linux/procfs.py", "return bool(_read(f\"{PROC}/{pid}/syscall\"))",
        "raise PermissionError",
    )  # fmt: skip
    break_it(secret, breakage)
    done = odd(secret, words=examiner_words(2, *PLAIN))
    said = " ".join(done.out.split())
    assert done.code == FAILED
    assert "deadlock," not in said
    assert "timeout" in said
    assert said.count("No deadlock can be proved here, because this system keeps secret") == 1
    traced = odd(secret, words=examiner("trace", "--deadline=2", "exercises/drill01_picture.py"))
    assert traced.code == FAILED
    assert " ".join(traced.err.split()).count("No deadlock can be proved here, because") == 1
    assert not traced.left


def test_without_proc_as_well(kit: Path) -> None:
    """In a sandbox without /proc a right answer passes, and nothing of a trace stays."""
    done = sandboxed(kit, "--tmpfs", "/proc", words=reference(FIRST.number))
    assert done.code == 0, done.all
    assert KIND or "because /proc is not there" in " ".join(done.out.split())
    words = examiner("trace", "--deadline=2", "exercises/drill01_picture.py")
    traced = sandboxed(kit, "--tmpfs", "/proc", words=words)
    assert traced.code == FAILED, traced.all
    assert not traced.left


# What a machine is short of


def is_told(done: Done, says: str) -> None:
    """One sentence says what is missing; it is no failure of the answer, nor one to report."""
    said = " ".join(done.all.split())
    assert done.code == EXAMINER_ERROR, done.all
    assert "examiner-error" in said
    assert says in said
    assert "Traceback" not in said
    assert "Please report" not in said
    assert not done.left


LIMITS = {
    "open files": (("NOFILE", "200"), "only have 200 open files, and a grade needs 512"),
    "large files": (("FSIZE", str(100 << 20)), "only write files of 104,857,600 bytes"),
    "addresses": (("AS", str(500 << 20)), "only use 524,288,000 bytes of addresses"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_low_limit_is_told_before_the_grade(name: str, kit: Path) -> None:
    """And nothing is recorded."""
    limit, says = LIMITS[name]
    done = odd(kit, "--limit", *limit, words=examiner_words(FIRST.number))
    is_told(done, says)
    assert not (kit / ".ipc-kata/progress.json").exists()


def test_a_limit_that_can_be_raised_is_raised(kit: Path) -> None:
    """A soft limit of 200 open files, as some systems have it, harms nobody."""
    words = ["sh", "-c", 'ulimit -S -n 200; exec "$@"', "sh", *reference(FIRST.number)]
    assert odd(kit, words=words).code == 0


def test_a_limit_of_files_below_our_own_harms_nobody(kit: Path) -> None:
    """With 300 MB for a file a right answer passes."""
    done = odd(kit, "--limit", "FSIZE", 300 << 20, words=reference(FIRST.number))
    assert done.code == 0, done.all


SANDBOXES = {
    "no semaphores": (("--tmpfs", "/dev/shm", "--remount-ro", "/dev/shm"), "No semaphore can be made"),
    "little shared memory": (
        ("--size", str(4 << 20), "--tmpfs", "/dev/shm"),
        "/dev/shm has 4 MB left, and a grade needs 16",
    ),
    "little room": (("--size", str(2 << 20), "--tmpfs", "/mnt"), "/mnt has 2 MB left"),
}  # fmt: skip


@pytest.mark.parametrize("name", SANDBOXES)
def test_a_lack_of_room_is_told_before_the_grade(name: str, kit: Path) -> None:
    """With what to do about it."""
    options, says = SANDBOXES[name]
    environment = {"TMPDIR": "/mnt"} if "/mnt" in options else {}
    words = examiner_words(FIRST.number)
    is_told(sandboxed(kit, *options, words=words, **environment), says)
    assert not (kit / ".ipc-kata/progress.json").exists()


def test_what_runs_out_during_a_grade_is_no_failed_try(kit: Path, tmp_path: Path) -> None:
    """A trial that fails where the machine has run short says that; one that passes passes."""
    learner = Learner(Path(shutil.copytree(kit, tmp_path / "kit")))
    breakage = Breakage(
        "tests/examiner/supervisor/shortages.py", "return found if found and written() < ROOM else",
        'return "Nothing is left there." or',
    )  # fmt: skip
    break_it(learner.folder, breakage)
    learner.save(FIRST, UNUSABLE)
    done = learner.grade(FIRST.number)
    is_told(done, "Nothing is left there.")
    assert "which says nothing against your answer" in " ".join(done.out.split())
    assert not learner.progress.exists()
    learner.save(SECOND, learner.solution(SECOND))
    assert learner.grade(SECOND.number).code == 0


def test_an_ordinary_user_may_be_short_of_processes(kit: Path) -> None:
    """Root may start any number."""
    if os.geteuid() == 0:
        pytest.skip("root has no such limit")
    done = odd(kit, "--limit", "NPROC", "25", words=examiner_words(FIRST.number))
    is_told(done, "more processes and threads may be started, and a grade needs 200")
