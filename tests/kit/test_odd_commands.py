"""Careless fingers: settings of pytest, odd folders, streams that take nothing, a kit in pieces."""

import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import commands
import pytest
from commands import Done, copy_of_the_kit, grade, place, plain_pytest, run
from learner import CHECKS_OF_FIRST, EXERCISES, FIRST, SECOND, Learner, practice_words

from examiner.usage import EXAMINER_ERROR, USAGE_ERROR

QUICK = ("--start-method", "fork", "--worlds", 0, "--schedules", 0)

CHECKS = f"tests/checks/{FIRST.check_file.name}"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit that stays as it is."""
    return copy_of_the_kit(tmp_path_factory.mktemp("careless") / "kit", answers=False)


@pytest.fixture
def copy(kit: Path, tmp_path: Path) -> Path:
    """Return a copy to be taken apart."""
    return Path(shutil.copytree(kit, tmp_path / "kit"))


def said(done: Done) -> str:
    """Return all that was said, in one line."""
    return " ".join(done.all.split())


# pytest's settings

SETTINGS = {
    "an option that leaves checks out": {"PYTEST_ADDOPTS": "-k nothing"},
    "a plugin switched off": {"PYTEST_ADDOPTS": "-p no:timeout"},
    "a plugin that does not exist": {"PYTEST_PLUGINS": "nonesuch"},
    "no plugins": {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    "a timeout below zero": {"PYTEST_TIMEOUT": "-5"},
    "a timeout that is none": {"PYTEST_TIMEOUT": "soon"},
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_grade_does_not_see_what_pytest_is_told_elsewhere(name: str, kit: Path) -> None:
    """All checks of a right answer pass, as ever."""
    done = grade(FIRST.number, "--answers=solutions", *QUICK, folder=kit, **SETTINGS[name])
    assert done.code == 0, done.all
    assert f"{CHECKS_OF_FIRST} of {CHECKS_OF_FIRST} checks passed" in done.out


IN_THE_WAY = {
    "a plugin switched off": "pytest-timeout is needed",
    "a plugin that does not exist": "nonesuch",
    "no plugins": "pytest-timeout is needed",
}


@pytest.mark.parametrize("name", IN_THE_WAY)
def test_plain_pytest_says_which_setting_is_in_the_way(name: str, kit: Path) -> None:
    """In a sentence, and nothing is run."""
    done = plain_pytest(CHECKS, "--answers=solutions", folder=kit, **SETTINGS[name])
    assert done.code == pytest.ExitCode.USAGE_ERROR, done.all
    assert IN_THE_WAY[name] in said(done)
    assert "Traceback" not in done.all


def test_without_docstrings_there_are_no_sentences(kit: Path) -> None:
    """PYTHONOPTIMIZE=2 is told; plain -O harms nobody, nor does a timeout below zero."""
    words = (CHECKS, "--answers=solutions", "--start-method=fork", "--worlds=0", "--schedules=0")
    stripped = plain_pytest(*words, folder=kit, PYTHONOPTIMIZE="2")
    assert stripped.code == pytest.ExitCode.USAGE_ERROR
    assert "PYTHONOPTIMIZE=2" in said(stripped)
    harmless = {"PYTHONOPTIMIZE": "1", "PYTEST_TIMEOUT": "-5"}
    assert plain_pytest(*words, folder=kit, **harmless).code == 0


def test_pytest_of_the_whole_kit_means_the_checks(kit: Path, tmp_path: Path) -> None:
    """`pytest path/to/ipc-kata` from elsewhere, with answers of that place."""
    shutil.copy(kit / "solutions" / f"{FIRST.slug}.py", tmp_path)
    done = plain_pytest(
        kit, "--answers=.", "-k", "test_ex01", "--start-method=fork", "--worlds=0",
        "--schedules=0", folder=tmp_path,
    )  # fmt: skip
    assert done.code == 0, done.all
    assert f"{CHECKS_OF_FIRST} passed" in done.out


# Folders


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", ["exam[1]", "$HOME", "a:b", "two words", "100%"])
def test_a_kit_works_in_a_folder_of_any_name(name: str, kit: Path, tmp_path: Path) -> None:
    """Whatever pytest makes of such letters elsewhere."""
    odd = Path(shutil.copytree(kit, tmp_path / name))
    done = grade(FIRST.number, "--answers", "solutions", *QUICK, folder=odd)
    assert done.code == 0, done.all


def test_paths_are_of_the_folder_in_which_it_was_called(kit: Path, tmp_path: Path) -> None:
    """Answers and reports too."""
    shutil.copy(kit / "solutions" / f"{FIRST.slug}.py", tmp_path)
    words = [sys.executable, "-m", "examiner", "grade", FIRST.slug, "--answers", "."]
    with place(tmp_path, PYTHONPATH=str(kit / "tests")) as here:
        done = run([*words, *map(str, QUICK), "--json", "report.json"], here)
    assert done.code == 0, done.all
    assert f"  {FIRST.slug}.py" in done.out
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["exercises"]


# A kit in pieces


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a breakage: a text in a file is replaced, once."""

    def act(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return act


def remove(name: str) -> Callable[[Path], None]:
    """Return a breakage: a file is gone."""
    return lambda folder: (folder / name).unlink()


CATALOG = "exercises/catalog.toml"

PIECES = {
    "a word that no exercise has": (
        edit(CATALOG, "\nminutes = ", "\nminuets = "), f"{CATALOG}:3: an exercise has no 'minuets'."
    ),
    "a number in words": (
        edit(CATALOG, "\npoints = 10", '\npoints = "ten"'), f"{CATALOG}:3: 'points' is to be a"
    ),
    "a line left out": (
        edit(CATALOG, '\nlevel = "warm-up"', ""), f"{CATALOG}:3: this exercise has no 'level'."
    ),
    "no TOML": (edit(CATALOG, "\nminutes = 10", "\nminutes 10"), f"{CATALOG}:8: Expected"),
    "no catalog": (remove(CATALOG), f"{CATALOG} does not exist"),
    "no checks": (remove(CHECKS), f"{CHECKS} does not exist"),
    "no starter": (
        remove(f"tests/answers/{FIRST.slug}/starter.py"),
        f"tests/answers/{FIRST.slug}/starter.py does not exist",
    ),
    "no solution": (
        remove(f"solutions/{FIRST.slug}.py"), f"solutions/{FIRST.slug}.py does not exist"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PIECES)
def test_what_is_missing_of_the_kit_is_said_in_a_sentence(name: str, copy: Path) -> None:
    """With the file and the line; nothing passes where nothing was graded."""
    breakage, sentence = PIECES[name]
    breakage(copy)
    for words in ((FIRST.number,), ()):
        done = grade(*words, "--answers", "solutions", folder=copy)
        assert done.code == EXAMINER_ERROR, done.all
        assert sentence in said(done)
        assert "Traceback" not in done.all
        assert "passes" not in done.all


def test_other_commands_say_it_too(copy: Path) -> None:
    """A hint needs the catalog, and a reset the starter."""
    (copy / f"tests/answers/{FIRST.slug}/starter.py").unlink()
    (copy / f"exercises/{FIRST.slug}.py").write_text("mine = 1\n", encoding="utf-8")
    learner = Learner(copy)
    reset = learner.practise("reset", FIRST.number, "--yes")
    assert (reset.code, "starter.py does not exist" in said(reset)) == (EXAMINER_ERROR, True)
    assert (copy / f"exercises/{FIRST.slug}.py").read_text(encoding="utf-8") == "mine = 1\n"
    (copy / CATALOG).unlink()
    hint = learner.practise("hint", FIRST.number)
    assert (hint.code, "catalog.toml does not exist" in said(hint)) == (EXAMINER_ERROR, True)


# Streams

shell = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")

SHORT = {
    "a grade": ["-m", "examiner", "grade", "1", "--answers=solutions", *map(str, QUICK)],
    "a hint": ["-m", "practice", "hint", "1"],
    "the matrix": ["-m", "examiner", "matrix", "1"],
}


@shell
@pytest.mark.parametrize("name", SHORT)
def test_what_cannot_be_written_is_said(name: str, kit: Path) -> None:
    """A full disk behind standard output ends with a sentence; a closed one harms nobody."""
    with place(kit, PYTHONPATH="tests") as here:
        full = run(["sh", "-c", '"$@" > /dev/full', "sh", sys.executable, *SHORT[name]], here)
        closed = run(["sh", "-c", '"$@" >&-', "sh", sys.executable, *SHORT[name]], here)
    assert full.code == EXAMINER_ERROR, full.all
    assert full.err.count("\n") == 1
    assert "could not be written" in full.err
    assert (closed.code, closed.all) == (0, "")


@pytest.mark.parametrize("text", ["", "nan", "inf", "0", "-1", "soon"])
def test_a_deadline_is_a_number_of_seconds(text: str, kit: Path) -> None:
    """Anything else is wrong usage."""
    with place(kit, PYTHONPATH="tests") as here:
        words = [sys.executable, "-m", "examiner", "trace", f"--deadline={text}"]
        done = run([*words, "exercises/drill01_picture.py"], here)
    assert done.code == USAGE_ERROR, done.all
    assert "is no number of seconds above 0" in done.err


def test_a_trace_tells_the_exit_code_of_main(kit: Path, tmp_path: Path) -> None:
    """In its document too, where main is one of the processes."""
    (tmp_path / "seven.py").write_text("raise SystemExit(7)\n", encoding="utf-8")
    with place(kit, PYTHONPATH="tests") as here:
        words = [sys.executable, "-m", "examiner", "trace", f"--json={tmp_path / 't.json'}"]
        assert run([*words, str(tmp_path / "seven.py")], here).code == 7
    document = json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))
    assert document["exit_code"] == 7
    assert [process["exit_code"] for process in document["processes"]] == [7]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
def test_names_of_attempts_cannot_write_on_the_screen(copy: Path) -> None:
    """Whoever puts a file there may call it anything."""
    folder = copy / ".ipc-kata" / "attempts" / SECOND.slug
    folder.mkdir(parents=True)
    (folder / "\x1b[31mred.py").write_text("", encoding="utf-8")
    with place(copy, PYTHONPATH="tests") as here:
        done = run(practice_words("attempts"), here)
    assert "some time" in done.out
    assert b"\x1b" not in done.raw


def test_the_keyword_that_readme_shows_selects_one_exercise(kit: Path) -> None:
    """`pytest tests/checks -k ex02`."""
    readme = (commands.ROOT / "README.md").read_text(encoding="utf-8")
    assert "`pytest tests/checks -k ex02`" in readme
    done = plain_pytest("tests/checks", "-k", "ex02", "--collect-only", "-q", folder=kit)
    found = {line.partition("::")[0] for line in done.out.splitlines() if "::" in line}
    assert found == {f"tests/checks/{EXERCISES[1].check_file.name}"}
