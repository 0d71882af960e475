"""The commands a learner types, run for real in a fresh copy of the kit."""

import json
import os
import re
import shutil
import signal
import sys
import xml.etree.ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import (
    Done,
    copy_of_the_kit,
    examiner_words,
    grade,
    nox,
    nox_words,
    plain_pytest,
    snapshot,
)
from platforms import HANGS

from examiner import catalog

pytestmark = pytest.mark.timeout(300)
"""Seconds: a first nox run installs pytest into an environment of its own."""

FORK = ("--start-method", "fork")
MACOS_TMPDIR = len("/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T")
"""Characters of the temporary folder that macOS gives every user."""

EXERCISES = catalog.load()

SLUGS = [exercise.slug for exercise in EXERCISES]


@pytest.fixture(scope="session")
def downloaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return one fresh copy for the whole run, so that nox makes each environment once."""
    return copy_of_the_kit(tmp_path_factory.mktemp("download") / "ipc-kata")


@pytest.fixture
def kit(downloaded: Path) -> Iterator[Path]:
    """Give the copy; afterwards every file of the learner's must be as it was, none added."""
    folders = [downloaded / "exercises", downloaded / "solutions", downloaded / "tests" / "answers"]
    before = [snapshot(folder) for folder in folders]
    yield downloaded
    assert [snapshot(folder) for folder in folders] == before
    assert not list((downloaded / "exercises").rglob("__pycache__"))


@pytest.fixture
def unusable(tmp_path: Path) -> Path:
    """Return a folder of empty answers: graded at once, and all of them fail."""
    return answers_in(tmp_path / "unusable", **dict.fromkeys(SLUGS, ""))


def answers_in(folder: Path, **texts: str) -> Path:
    """Make a folder of answers: slug → text."""
    folder.mkdir()
    for slug, text in texts.items():
        (folder / f"{slug}.py").write_text(text, encoding="utf-8")
    return folder


def changed_solution(slug: str, old: str, new: str) -> str:
    """Return a reference answer in which something is replaced."""
    text = (catalog.SOLUTIONS / f"{slug}.py").read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


def exercises_of(path: Path) -> list[dict[str, Any]]:
    """Return the exercises of a JSON document."""
    exercises: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["exercises"]
    return exercises


# nox


def test_nox_shows_the_board(kit: Path) -> None:
    """`nox -s grade -- all` in a fresh copy: none is started, none is run, exit code 0."""
    done = nox("-s", "grade", "--", "all", folder=kit)
    assert done.code == 0, done.all
    assert done.out.count("not started") == len(SLUGS)
    assert "✔" not in done.out
    assert "✘" not in done.out
    assert not done.left


def test_a_reader_that_leaves_stops_nothing(kit: Path, tmp_path: Path) -> None:
    """`… | head` ends the printing only: the results are written all the same."""
    words = [
        *examiner_words(1, "--answers", "solutions", "--json", tmp_path / "r.json"),
        "|",
        "true",
    ]
    with commands.place(kit, PYTHONPATH="tests") as here:
        done = commands.run(["sh", "-c", " ".join(map(str, words))], here)
    assert done.err == ""
    document = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert document["exercises"][0]["status"] == "passed"
    assert not done.left


def test_nox_alone_is_the_board(kit: Path) -> None:
    """`nox` without a word is `nox -s grade`."""
    done = nox(folder=kit)
    assert (done.code, f"0 of {len(SLUGS)} solved" in done.out) == (0, True), done.all
    assert "uv binary" not in done.all


def test_nox_without_environments_uses_the_one_it_is_in(kit: Path) -> None:
    """`nox --no-venv` installs nothing, and grades with what is there."""
    pytest.importorskip("nox")
    done = nox("--no-venv", "-s", "reference", "--", "1", *FORK, folder=kit)
    assert done.code == 0, done.all
    assert "10/10 points" in done.out


def test_nox_explains_the_starter_deadlock(kit: Path) -> None:
    """`nox -s grade -- 2` runs the named starter: a proved deadlock, and both waiting lines."""
    done = nox("-s", "grade", "--", "2", folder=kit)
    assert done.code == 1, done.all
    assert re.search(rf"^ *{HANGS}, (proved|under) ", done.out, re.MULTILINE)
    lines = (kit / "exercises/ex02_sentinel.py").read_text(encoding="utf-8").splitlines()
    for role, call in (("consumer", "queue.get()"), ("main", "consumer.join()")):
        place = re.search(
            rf"^ +{role} +waits in {re.escape(call)} +ex02_sentinel\.py:(\d+)$",
            done.out,
            re.MULTILINE,
        )
        assert place, done.out
        assert call in lines[int(place[1]) - 1]
    assert "Traceback" not in done.all
    assert not done.left


def test_nox_passes_wrong_usage_on(kit: Path) -> None:
    """A wrong word after `--` ends nox with exit code 2, and says what exists."""
    done = nox("-s", "grade", "--", "99", folder=kit)
    assert done.code == 2, done.all
    assert f"1 to {EXERCISES[-1].number}" in done.all
    assert "Traceback" not in done.all


def test_nox_runs_the_references(kit: Path) -> None:
    """`nox -s reference` swaps the solutions in, and every check passes that needs only Python."""
    done = nox("-s", "reference", "--", *FORK, "--schedules", 0, "--worlds", 0, folder=kit)
    assert done.code == 0, done.all
    more = [exercise for exercise in EXERCISES if exercise.needs]
    assert done.out.count("✔") == len(EXERCISES) - len(more)
    assert done.out.count("not run: no ") == len(more)
    assert "✘" not in done.out
    assert not done.left


def test_nox_lists_a_line_for_each_session(kit: Path) -> None:
    """`nox -l` explains every session in one line."""
    done = nox("-l", folder=kit)
    assert done.code == 0, done.all
    listed = dict(re.findall(r"^[*-] (\w+) -> (\S.+)$", done.out, re.MULTILINE))
    assert listed.keys() >= {"grade", "reference", "tests", "lint", "bench"}
    assert listed.keys() >= {"watch", "hint", "reset", "attempts", "walkthrough"}
    assert "* grade ->" in done.out
    sessions = re.findall(
        r"@nox\.session.*?\ndef (\w+)", (kit / "noxfile.py").read_text(encoding="utf-8")
    )
    assert listed.keys() == set(sessions)


def test_interrupting_nox_leaves_nothing(kit: Path, tmp_path: Path) -> None:
    """Ctrl-C, which reaches nox and the examiner alike, ends everything and writes the document."""
    report = tmp_path / "results.json"
    words = nox_words("-s", "grade", "--", "2", *FORK, *running(tmp_path), "--json", report)
    done = interrupted(words, kit, tmp_path / "begun")
    assert done.code != 0
    assert not done.left
    assert [exercise["slug"] for exercise in exercises_of(report)] == ["ex02_sentinel"]


# Exit codes and options


def test_exit_code_0_is_for_what_passed(kit: Path) -> None:
    """A right answer among starters that nobody has touched: nothing that was attempted failed."""
    done = grade("1", "--answers", "solutions", *FORK, folder=kit)
    assert done.code == 0, done.all
    assert re.search(r"(\d+) of \1 checks passed, 10/10 points", done.out)
    assert not done.left


def test_exit_code_1_is_for_what_failed(kit: Path, unusable: Path) -> None:
    """One failed check is enough."""
    assert grade("1", "--answers", unusable, *FORK, folder=kit).code == 1


def test_strict_counts_what_was_not_started(kit: Path) -> None:
    """With --strict the untouched starters fail, though nothing is run."""
    done = grade("--strict", folder=kit)
    assert done.code == 1, done.all
    assert done.out.count("not started") == len(SLUGS)


def test_strict_leaves_passed_alone(kit: Path) -> None:
    """With --strict a run in which all passed ends with 0."""
    assert grade("1", "--strict", "--answers", "solutions", *FORK, folder=kit).code == 0


def test_a_folder_of_answers_is_read_where_it_is(kit: Path, unusable: Path) -> None:
    """--answers takes relative and absolute folders; nothing is copied, nothing is left there."""
    before = snapshot(unusable)
    for folder in (unusable, os.path.relpath(unusable, kit)):
        done = grade("2", "--answers", folder, *FORK, folder=kit)
        assert "no function run" in done.out
    assert snapshot(unusable) == before


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("2", [2]),
        ("ex02", [2]),
        ("sentinel", [2]),
        ("1-3", [1, 2, 3]),
        ("4 pipe", [4, 5]),
    ],
)
def test_words_choose_exercises(
    words: str, numbers: list[int], kit: Path, unusable: Path, tmp_path: Path
) -> None:
    """A number, a file, a part of it, a range and several of them are graded, and nothing else."""
    report = tmp_path / "results.json"
    grade(*words.split(), "--answers", unusable, *FORK, "--json", report, folder=kit)
    assert [exercise["slug"] for exercise in exercises_of(report)] == [
        SLUGS[number - 1] for number in numbers
    ]


def messages(kit: Path, answers: Path, seed: int, report: Path) -> list[str]:
    """Return what the checks of ex01 say under a seed."""
    done = grade("1", "--answers", answers, *FORK, "--seed", seed, "--json", report, folder=kit)
    assert done.code == 1
    assert f"--seed {seed}" in done.out
    return [check["message"] for check in exercises_of(report)[0]["checks"]]


def test_a_seed_reproduces_the_inputs(kit: Path, tmp_path: Path) -> None:
    """The seed printed with a failure draws the same numbers again, another seed others."""
    text = changed_solution("ex01_consumer_loop", "handle(queue.get())", "handle([queue.get()])")
    answers = answers_in(tmp_path / "answers", ex01_consumer_loop=text)
    report = tmp_path / "results.json"
    first = messages(kit, answers, 7, report)
    assert any(re.search(r"\d{2,}", message) for message in first)
    assert messages(kit, answers, 7, report) == first
    assert messages(kit, answers, 8, report) != first


def test_junitxml_is_well_formed(kit: Path, unusable: Path, tmp_path: Path) -> None:
    """--junitxml writes a test case for each check, with its failure."""
    junit = tmp_path / "results.xml"
    assert grade("1-2", "--answers", unusable, *FORK, "--junitxml", junit, folder=kit).code == 1
    root = xml.etree.ElementTree.parse(junit).getroot()
    cases = list(root.iter("testcase"))
    assert {case.get("classname", "").rpartition(".")[2] for case in cases} == {
        f"test_{slug}" for slug in SLUGS[:2]
    }
    assert all(case.find("failure") is not None for case in cases)
    assert "no function run" in junit.read_text(encoding="utf-8")


def test_help_explains_every_option(kit: Path) -> None:
    """-h names and explains each option, the names of exercises and the exit codes."""
    done = grade("-h", folder=kit)
    assert (done.code, done.err) == (0, "")
    for option in (
        "--answers DIR",
        "--start-method",
        "--seed N",
        "--json FILE",
        "--junitxml FILE",
        "--strict",
        "-v",
        "-h",
    ):
        explained = re.search(
            rf"^  .*{re.escape(option)}.*(?:\n {{20,}}\S|  \S)", done.out, re.MULTILINE
        )
        assert explained, option
    for text in ("1-3", "ex02", "sentinel", "exit code"):
        assert text in done.out


def test_verbose_shows_what_a_trial_printed(kit: Path, tmp_path: Path) -> None:
    """-v shows the answer's own output, which is left out otherwise."""
    text = changed_solution(
        "ex01_consumer_loop", "handle(queue.get())", "handle(print('here I am') or queue.get())"
    )
    answers = answers_in(tmp_path / "answers", ex01_consumer_loop=text)
    quiet, verbose = (
        grade("1", "--answers", answers, *FORK, *more, folder=kit) for more in ((), ("-v",))
    )
    assert (quiet.code, verbose.code) == (0, 0), verbose.all
    assert "here I am" not in quiet.out
    assert "here I am" in verbose.out


# pytest


def test_bare_pytest_skips_what_was_not_started(kit: Path) -> None:
    """`pytest` in a fresh copy runs nothing, says so, and passes."""
    done = plain_pytest(folder=kit)
    assert done.code == 0, done.all
    assert re.search(r"^=+ \d+ skipped in ", done.out, re.MULTILINE)
    assert not done.left


def test_pytest_grades_what_a_keyword_names(kit: Path) -> None:
    """`pytest tests/checks -k sentinel` runs the starter and explains as the grade command does."""
    done = plain_pytest(
        "tests/checks", "-k", "sentinel and every_item", "--start-method=fork", folder=kit
    )
    assert done.code == 1, done.all
    assert re.search(r"1 failed, \d+ deselected", done.out)
    assert re.search(rf"^ *{HANGS}, (proved|under) ", done.out, re.MULTILINE)
    assert "waits in queue.get()" in done.out
    assert re.search(r"--seed \d+", done.out)
    assert not done.left


def test_pytest_works_from_another_folder(kit: Path, tmp_path: Path) -> None:
    """A check named by its absolute path, from anywhere, grades the exercises of its own kit."""
    check = kit / "tests/checks/test_ex02_sentinel.py"
    done = plain_pytest(f"{check}::test_no_items", "--start-method=fork", folder=tmp_path)
    assert done.code == 1, done.all
    assert re.search(rf"^ *{HANGS}, (proved|under) ", done.out, re.MULTILINE)
    assert str(kit / "exercises") in done.out
    assert not done.left


def test_pytest_grades_the_solutions(kit: Path) -> None:
    """`pytest --answers solutions` passes: the search path alone is changed."""
    done = plain_pytest(
        "tests/checks/test_ex01_consumer_loop.py",
        "--answers=solutions",
        "--start-method=fork",
        folder=kit,
    )
    assert done.code == 0, done.all
    assert " passed" in done.out


def test_pytest_only_lists_when_asked_to(kit: Path) -> None:
    """`pytest --collect-only` starts no trial."""
    done = plain_pytest("--collect-only", "-q", "tests/checks/test_ex02_sentinel.py", folder=kit)
    assert done.code == 0, done.all
    assert "test_no_items" in done.out


# Ctrl-C

RUNNING = """
import multiprocessing as mp
import signal
import time


def consume(begun):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    open(begun, "w").close()
    time.sleep(60)


def run(items, handle):
    consumer = mp.Process(target=consume, args=(BEGUN,))
    consumer.start()
    consumer.join()
"""
"""An answer whose child is deaf to signals; it tells when it runs."""


def running(tmp_path: Path) -> list[object]:
    """Return the options that grade it."""
    text = RUNNING.replace("BEGUN", repr(str(tmp_path / "begun")))
    return ["--answers", answers_in(tmp_path / "answers", ex02_sentinel=text)]


def interrupted(words: Sequence[str], folder: Path, begun: Path, **environment: str) -> Done:
    """Press Ctrl-C once an answer runs: the whole foreground group gets it, as from a terminal."""
    with commands.place(folder, **environment) as here:
        before = commands.shared_memory()
        with commands.started(words, here) as process:
            assert commands.wait_until(begun.exists)
            os.killpg(process.pid, signal.SIGINT)
            return commands.finish(process, here, before, commands.WHOLE)


def test_interrupting_a_grade_leaves_nothing(kit: Path, tmp_path: Path) -> None:
    """Ctrl-C ends all processes of a deaf answer, says so, and writes a whole document."""
    report = tmp_path / "json" / "results.json"
    report.parent.mkdir()
    words = examiner_words("2", *FORK, *running(tmp_path), "--json", report)
    done = interrupted(words, kit, tmp_path / "begun", PYTHONPATH="tests")
    assert done.code == 130, done.all
    assert "Interrupted" in done.out
    assert "Traceback" not in done.all
    assert not done.left
    assert exercises_of(report)[0]["status"] != "passed"
    assert [path.name for path in report.parent.iterdir()] == ["results.json"]


def test_a_killed_grade_leaves_no_process(kit: Path, tmp_path: Path) -> None:
    """Even if the examiner itself is killed outright, its trials end."""
    words = examiner_words("2", *FORK, *running(tmp_path))
    with commands.place(kit, PYTHONPATH="tests") as here:
        before = commands.shared_memory()
        with commands.started(words, here) as process:
            assert commands.wait_until((tmp_path / "begun").exists)
            os.killpg(process.pid, signal.SIGKILL)
            done = commands.finish(process, here, before, commands.WHOLE)
    assert not done.left


def test_a_long_temporary_folder_changes_no_verdict(kit: Path, tmp_path: Path) -> None:
    """A right answer passes where TMPDIR is as long as macOS makes it."""
    temporary = tmp_path / ("T" * max(1, MACOS_TMPDIR - len(str(tmp_path)) - 1))
    temporary.mkdir()
    options = ("--answers", "solutions", "--start-method", "forkserver")
    done = grade("1", *options, folder=kit, TMPDIR=str(temporary))
    assert done.code == 0, done.all
    assert list(temporary.iterdir()) == []


# The watch itself

LEAVES_A_DAEMON = """
import os, subprocess, sys
subprocess.Popen(
    [sys.executable, "-c", "import time; time.sleep(60)"], start_new_session=True,
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)
open(os.path.join(os.environ["TMPDIR"], "litter"), "w").close()
"""


def test_what_a_command_leaves_is_seen_and_ended(tmp_path: Path) -> None:
    """A daemon in a session of its own and a file are found by these tests' helper, and ended."""
    with commands.place(tmp_path) as here:
        done = commands.run([sys.executable, "-c", LEAVES_A_DAEMON], here)
        assert len(done.left) == 2, done.left
        assert done.left[0].endswith("time.sleep(60)")
        assert not commands.wait_until_empty(lambda: here.processes)
    assert not here.temporary.exists()


# The learner's files


def test_a_committed_answer_is_graded_and_kept(downloaded: Path, tmp_path: Path) -> None:
    """An answer in exercises/ is graded as it stands, the others are not started."""
    ours = copy_of_the_kit(tmp_path / "kit")
    shutil.copy(ours / "solutions/ex01_consumer_loop.py", ours / "exercises")
    before = snapshot(ours / "exercises")
    done = grade(*FORK, folder=ours)
    assert done.code == 0, done.all
    assert done.out.count("✔") == 1
    assert done.out.count("not started") == len(SLUGS) - 1
    assert "ex02_sentinel.py" in done.out, "the next one to do"
    assert snapshot(ours / "exercises") == before
