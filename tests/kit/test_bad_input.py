"""Bad input: whatever an answer or a command line holds, the kit says what it saw, and goes on."""

import json
import os
import re
import shutil
import sys
import xml.etree.ElementTree
from collections.abc import Iterator
from pathlib import Path

import commands
import pytest
from commands import Done, grade, plain_pytest
from headers import header_of
from platforms import SYSTEM

from examiner import catalog
from examiner.facts.verdicts import Verdict
from examiner.judging.examination import DEFAULT_TIMEOUT, Examination, load_checks
from examiner.judging.results import Result
from examiner.judging.trials import Terms

BAD = Path(__file__).with_name("bad_input")
SLUG = "ex02_sentinel"
EXPECTED = "expected: def run(items, handle)"

SHORT = 600
"""Characters of a message: an exception's text of a megabyte must not fill the screen."""

WITHOUT_HEADER = {"empty": frozenset({"crashed"})}

CHECK = {
    "decoy_processes": "two_child_processes",
    "threads_instead_of_processes": "two_child_processes",
}
"""The check that looks at what the answer does; `every_item_in_order` for all others."""

SAYS = {
    "syntax_error": ["ex02_sentinel.py:6", "expected ':'"],
    "missing_function": ["ex02_sentinel.py", "no function run", EXPECTED],
    "wrong_signature": ["ex02_sentinel.py:17", EXPECTED],
    "async_function": ["ex02_sentinel.py:17", "async", EXPECTED],
    "generator_function": ["ex02_sentinel.py:17", "generator", EXPECTED],
    "not_utf8": ["ex02_sentinel.py:5", "utf-8"],
    "empty": ["ex02_sentinel.py", "no function run", EXPECTED],
    "exit_at_import": ["ex02_sentinel.py:6", "sys.exit()"],
    "starts_process_at_import": ["ex02_sentinel.py", "starts a process"],
    "sys_exit": ["SystemExit"],
    "kill_parent": ["killed its parent"],
    "endless_output": ["printed more than 16 MB"],
    "disk_hog": ["wrote more than 256 MB"],
    "memory_hog": ["more than 1024 MB of memory"],
    "process_hog": ["more than"],
    "daemonised_grandchild": ["outlived"],
    "terminal_escapes": ["consumer", "Nasty", "ex02_sentinel.py:20"],
    "binary_output": ["consumer", "ValueError", "ex02_sentinel.py:19"],
    "ignores_signals": ["not finished after" if SYSTEM.proves else "no progress, ended after"],
    "decoy_processes": ["0 child processes put items"],
    "threads_instead_of_processes": ["0 child processes put items"],
}
"""Bad answer → what its message must hold: the file, the line, what was expected or seen."""


def known_verdicts(path: Path) -> frozenset[str]:
    """Return the verdicts that line 1 of a bad answer allows."""
    if path.stem in WITHOUT_HEADER:
        return WITHOUT_HEADER[path.stem]
    header = header_of(path)
    assert header, f"{path.name}: line 1 is no verdict header"
    return header.verdicts


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[commands.Place]:
    """Give a place whose mark and temporary folder an examination of this process inherits too."""
    with commands.place(commands.ROOT) as place:
        monkeypatch.setenv(commands.MARK, place.environment[commands.MARK])
        monkeypatch.setenv("TMPDIR", str(place.temporary))
        yield place


def examined(answers: Path, name: str = "every_item_in_order", slug: str = SLUG) -> Result:
    """Return what one check says of an answer under fork."""
    module, checks = load_checks(catalog.CHECKS / f"test_{slug}.py")
    check = next(check for check in checks if check.name == name)
    with Examination(Terms(answers, 7, "fork")) as examination:
        examination.submit(slug, check, module, DEFAULT_TIMEOUT)
        (result,) = examination.results(slug, check)
    return result


def every_text(result: Result) -> str:
    """Return all that a screen or a document could show of a result."""
    return "\n".join(
        [result.message, result.headline, *result.explanation, result.printed, repr(result.plain())]
    )


def is_harmless(text: str) -> bool:
    """Hold only line ends and characters that a terminal prints?"""
    return all(character == "\n" or character.isprintable() for character in text)


@pytest.mark.parametrize(
    ("name", "says"),
    [("syntax_error", ["drill01_picture.py:6", "expected ':'"]), ("not_utf8", ["utf-8"])],
)
def test_a_program_that_cannot_be_run_is_the_learners_fault(
    name: str, says: list[str], tmp_path: Path, here: commands.Place
) -> None:
    """A drill is run as a program, so that it is not imported first."""
    slug = "drill01_picture"
    shutil.copy(BAD / f"{name}.py", tmp_path / f"{slug}.py")
    module, checks = load_checks(catalog.CHECKS / f"test_{slug}.py")
    with Examination(Terms(tmp_path, 7, "fork")) as examination:
        for check in checks:
            examination.submit(slug, check, module, DEFAULT_TIMEOUT)
            (result,) = examination.results(slug, check)
            assert result.verdict is Verdict.CRASHED, result.message
            assert result.unusable
            assert all(text in result.message for text in says), result.message


LOCK = "ex17_rw_lock"

IS_NO_LOCK = {
    "no class": ("x = 1", "has no class RWLock; expected: class RWLock, made by RWLock()"),
    "a function": ("def RWLock(): pass", "RWLock is not a class"),
    "wants more": (
        "class RWLock:\n    def __init__(self, readers): pass",
        "RWLock() does not take 0 arguments (missing a required argument: 'readers')",
    ),
    "a bare generator": (
        "class RWLock:\n    def read(self): yield",
        f"{LOCK}.py:2: RWLock.read is a generator function (it contains yield); expected: def",
    ),
    "a method that wants more": (
        "class RWLock:\n    def write(self, who): pass",
        f"{LOCK}.py:2: RWLock.write() does not take 0 arguments",
    ),
    "no method": ("class RWLock: pass", "AttributeError: 'RWLock' object has no attribute 'read'"),
    "no context manager": (
        "class RWLock:\n    def read(self): pass",
        "TypeError: 'NoneType' object does not support the context manager protocol",
    ),
}
"""Source of an answer that is to be a class → what its message must hold."""


@pytest.mark.parametrize("name", IS_NO_LOCK)
def test_a_class_that_cannot_be_used_is_the_learners_fault(
    name: str, tmp_path: Path, here: commands.Place
) -> None:
    """Whether it is none, takes other arguments, or cannot be used as it must be."""
    source, says = IS_NO_LOCK[name]
    (tmp_path / f"{LOCK}.py").write_text(source)
    result = examined(tmp_path, "dropped", LOCK)
    assert result.verdict is Verdict.CRASHED, result.message
    assert says in result.message


IN_OTHER_WAYS = """
from functools import partial, partialmethod

RWLock.read, RWLock.write = partialmethod(RWLock.read), property(partial(partial, RWLock.write))
"""
"""Methods that are no plain functions."""


def test_a_method_may_be_any_callable(tmp_path: Path, here: commands.Place) -> None:
    """What is no plain function of the class is not taken for one that lacks `self`."""
    source = (commands.ROOT / f"solutions/{LOCK}.py").read_text() + IN_OTHER_WAYS
    (tmp_path / f"{LOCK}.py").write_text(source)
    result = examined(tmp_path, "dropped", LOCK)
    assert result.verdict is Verdict.PASSED, result.message


@pytest.mark.timeout(120)
@pytest.mark.parametrize("path", sorted(BAD.glob("*.py")), ids=lambda path: path.stem)
def test_a_bad_answer_gets_its_verdict(path: Path, tmp_path: Path, here: commands.Place) -> None:
    """It is no pass, the message says what was seen and where, and nothing survives."""
    before = commands.shared_memory()
    shutil.copy(path, tmp_path / f"{SLUG}.py")
    result = examined(tmp_path, CHECK.get(path.stem, "every_item_in_order"))
    assert not here.remains(os.getpid(), before)
    assert result.verdict in known_verdicts(path), result.message
    for piece in SAYS.get(path.stem, []):
        assert piece in result.message
    assert len(result.message) < SHORT
    assert is_harmless(every_text(result))


def test_every_bad_answer_is_examined() -> None:
    """No entry of the tables above is about a file that is gone."""
    names = {path.stem for path in BAD.glob("*.py")}
    assert names >= SAYS.keys() | CHECK.keys() | WITHOUT_HEADER.keys()


ENDED_BY = {
    "os_exit_zero": "main ended",
    "os_exit_zero_after_work": "main ended",
    "kill_own_group": "SIGKILL",
    "kill_caller": "SIGKILL",
}


@pytest.mark.parametrize("name", ENDED_BY)
def test_a_caller_that_vanishes_is_told_so(name: str, tmp_path: Path, here: commands.Place) -> None:
    """The learner reads how the process of run() ended, not only what is missing after it."""
    shutil.copy(BAD / f"{name}.py", tmp_path / f"{SLUG}.py")
    text = every_text(examined(tmp_path))
    assert ENDED_BY[name] in text


NAMES_WITH_ESCAPES = """
import multiprocessing as mp

NASTY = "\\x1b[2J\\x1b[31mPASSED\\x1b[0m\\x00\\x9b\\u202e" + "n" * 300
Kind = type("K\\x1b[31m", (Exception,), {})


def wait(queue):
    queue.get()


def run(items, handle):
    queue = mp.Queue()
    waiting = mp.Process(target=wait, args=(queue,), name=NASTY)
    waiting.start()
    END
"""


@pytest.mark.parametrize(
    "end", ["waiting.join()", "queue.put(0); waiting.join(); raise Kind(NASTY)"]
)
def test_names_with_escapes_are_shown_harmless(
    end: str, tmp_path: Path, here: commands.Place
) -> None:
    """A process or an exception class named with terminal escapes cannot write to the terminal."""
    text = NAMES_WITH_ESCAPES.replace("END", end)
    (tmp_path / f"{SLUG}.py").write_text(text, encoding="utf-8")
    result = examined(tmp_path)
    assert result.failed
    assert is_harmless(every_text(result))
    assert len(result.message) < SHORT


def lines_of(done: Done, title: str) -> str:
    """Return the part of a screen that is about one exercise."""
    parts = re.split(r"^\d+  (?=\S)", done.out, flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(title))


def fill(folder: Path, **answers: str | None) -> Path:
    """Make an answers folder: exercise (`ex01`) → bad answer's name, or None for a right one."""
    folder.mkdir(exist_ok=True)
    for exercise in catalog.load():
        key = exercise.slug.partition("_")[0]
        if key in answers:
            name = answers[key]
            source = BAD / f"{name}.py" if name else catalog.SOLUTIONS / f"{exercise.slug}.py"
            shutil.copy(source, folder / f"{exercise.slug}.py")
    return folder


@pytest.mark.timeout(240)
def test_files_that_cannot_be_used_do_not_stop_the_others(tmp_path: Path) -> None:
    """Each says its file, line and what was expected; the one right answer among them passes."""
    answers = fill(
        tmp_path / "answers",
        ex01=None,
        ex02="wrong_signature",
        ex03="empty",
        ex04="not_utf8",
        ex05="syntax_error",
    )
    report = tmp_path / "results.json"
    done = grade("1-5", "--answers", answers, "--start-method", "fork", "--json", report)
    assert done.code == 1, done.all
    statuses = [e["status"] for e in json.loads(report.read_text(encoding="utf-8"))["exercises"]]
    assert statuses == ["passed", "error", "error", "error", "error"]
    for title, pieces in {
        "Add the sentinel": ["ex02_sentinel.py:17", EXPECTED],
        "Bound the queue": ["ex03_bounded_queue.py", "expected: def run(source, handle, maxsize)"],
        "Handle queue.Empty": ["ex04_queue_empty.py:5", "utf-8"],
        "Port the code to Pipe": ["ex05_pipe_port.py:6", "expected ':'"],
    }.items():
        told = " ".join(lines_of(done, title).split())
        for piece in pieces:
            assert piece in told
        assert told.count("✘") == 1, "one failed check says it, the others are not run"
    assert not done.left


@pytest.mark.timeout(120)
def test_missing_files_and_directories_are_named(tmp_path: Path) -> None:
    """An answer that is a directory, dangles or does not exist is named, with what it is."""
    answers = fill(tmp_path / "answers", ex03="exit_at_import", ex04="generator_function")
    (answers / "ex02_sentinel.py").mkdir()
    (answers / "ex05_pipe_port.py").symlink_to(answers / "nowhere.py")
    done = grade("--answers", answers, "1-5", "--start-method", "fork")
    assert done.code == 1
    for text in (
        "ex01_consumer_loop.py does not exist",
        "ex02_sentinel.py is a directory",
        "ex05_pipe_port.py does not exist",
        "sys.exit() while it is being loaded",
        "consume",
    ):
        assert text in " ".join(done.out.split())
    assert "Traceback" not in done.all
    assert not done.left


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["terminal_escapes", "binary_output"])
def test_no_escape_reaches_screen_or_documents(name: str, tmp_path: Path) -> None:
    """Exceptions and output full of escapes leave screen, JSON and XML harmless and well-formed."""
    answers = fill(tmp_path / "answers", ex02=name)
    report, junit = tmp_path / "results.json", tmp_path / "results.xml"
    options = [
        "--answers",
        answers,
        "--start-method",
        "fork",
        "--json",
        report,
        "--junitxml",
        junit,
    ]
    done = grade("2", "-v", *options)
    assert done.code == 1
    assert is_harmless(done.raw.decode("utf-8"))
    assert len(done.raw) < 400_000
    json.loads(report.read_bytes().decode("utf-8"))
    cases = xml.etree.ElementTree.fromstring(junit.read_bytes()).iter("testcase")
    assert len([case for case in cases if case.find("failure") is not None]) > 0
    assert not done.left


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["os_exit_zero", "kill_parent", "daemonised_grandchild"])
def test_the_command_survives_and_leaves_nothing(name: str, tmp_path: Path) -> None:
    """The real command grades a hostile answer, says that it failed, and nothing is left of it."""
    done = grade("2", "--answers", fill(tmp_path / "answers", ex02=name), "--start-method", "fork")
    assert done.code == 1, done.all
    assert "Traceback" not in done.all
    assert " 0 of 9 checks passed" in done.out
    assert not done.left


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", ["ignores_signals", "endless_output"])
def test_plain_pytest_ends_what_will_not_end(name: str, tmp_path: Path) -> None:
    """One hostile check in a plain pytest run is ended, named, and leaves nothing."""
    answers = fill(tmp_path / "answers", ex02=name)
    done = plain_pytest(
        "tests/checks",
        "-k",
        "sentinel and every_item",
        f"--answers={answers}",
        "--start-method=fork",
    )
    assert done.code == 1, done.all
    assert "1 failed" in done.out
    assert re.search("timeout|16 MB", done.out)
    assert not done.left


def is_one_line_of_usage(done: Done, *pieces: str) -> bool:
    """Check that a command ended as one that was called wrongly does."""
    assert done.code == 2, done.all
    assert done.out == ""
    assert done.err.endswith("\n")
    assert len(done.err.splitlines()) == 1, done.err
    for piece in pieces:
        assert piece in done.err
    return not done.left


NUMBERS = f"1 to {catalog.load()[-1].number}"


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        (["99"], ("'99'", NUMBERS)),
        (["nonsense"], ("'nonsense'", NUMBERS)),
        (["1", "1-99"], ("'1-99'", NUMBERS)),
        (["ex0"], ("names several", "1 ex01_consumer_loop", "and 6 more")),
        (["--colour"], ("--colour", "-h")),
        (["--se", "1"], ("--se", "-h")),
        (["--start-method", "thread"], ("thread", "fork", "spawn", "forkserver", "all")),
        (["--seed", "x"], ("--seed", "'x'")),
        (["--seed"], ("--seed",)),
        (["--answers", "no/such/folder"], ("no/such/folder", "--answers", "ex01_consumer_loop.py")),
        (["--answers", "noxfile.py"], ("noxfile.py", "--answers")),
        (["--json", "no/such/folder/x.json"], ("no/such/folder",)),
        (["--json", "tests"], ("tests",)),
        (["--junitxml", "no/such/folder/x.xml"], ("no/such/folder",)),
    ],
    ids=lambda value: "_".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_one_line(words: list[str], pieces: tuple[str, ...]) -> None:
    """A wrong word ends with one line on stderr that names what exists, and exit code 2."""
    assert is_one_line_of_usage(grade(*words), *pieces)


@pytest.mark.parametrize("word", [b"\xff", b"--\xff", b"--answers=\xff"])
def test_a_word_that_is_no_text_is_one_line(word: bytes) -> None:
    """Bytes that are no UTF-8 on the command line are refused like any other wrong word."""
    assert is_one_line_of_usage(grade(os.fsdecode(word)))


def test_an_unknown_command_is_one_line() -> None:
    """The engine's own command line names the command that it has."""
    with commands.place(commands.ROOT, PYTHONPATH="tests") as here:
        done = commands.run([sys.executable, "-m", "examiner", "assess"], here)
    assert is_one_line_of_usage(done, "'assess'", "grade")
