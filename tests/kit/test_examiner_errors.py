"""A failure of the kit's own: whatever fails, it is told as such, and never as the learner's."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from commands import Done, copy_of_the_kit, examiner_words, grade, place, run
from learner import Learner
from platforms import needs_server

from examiner import catalog, usage

FIRST = catalog.load()[0]

CHECKS = f"tests/checks/{FIRST.check_file.name}"

MARK = "this was broken for a test"
"""Part of what every breakage raises."""

SUPERVISOR = "tests/examiner/supervisor"

STAGE = "tests/examiner/stage"


@dataclass(frozen=True)
class Breakage:
    """A line of the kit that is replaced by one that fails."""

    file: str
    line: str
    """Without its indent."""
    broken: str = f'raise KeyError("{MARK}")'
    says: str = ""
    """Part of the sentence that is told."""
    environment: tuple[tuple[str, str], ...] = ()
    mark: str = MARK
    """Part of what is told, by which the failure is known."""
    timeout: int = 60
    """pytest-timeout's."""


BREAKAGES = {
    "stage": Breakage(f"{STAGE}/play.py", 'rec.log("ready")', says="failed in main"),
    "a private name of CPython": Breakage(
        f"{STAGE}/cpython.py", '"Queue._reset", (', '"Queue._gone", (',
        "has no Queue._gone: ipc-kata needs an update", mark="Queue._gone",
    ),
    "an eye": Breakage(f"{STAGE}/eyes/data.py", "_connections(rec)", says="instrument"),
    "a prop": Breakage(f"{STAGE}/props/callables.py", "shown = label(item)", says="consumer"),
    "the log's vocabulary": Breakage(
        f"{STAGE}/props/callables.py", 'log(self.name, item=shown, number=number, of="")',
        f'log("{MARK}")', "the log has no entries",
    ),
    "scene": Breakage(CHECKS, "queue = mp.Queue(room)", says="the scene failed in main"),
    "expectation": Breakage(
        CHECKS, "[expect.handled(items), expect.returned(None), expect.handled_where_called()],",
        f'[lambda outcome: outcome.log + "{MARK}"],', "an expectation of the check failed",
    ),
    "a draw": Breakage(CHECKS, "return consume(draw.items(7))", says="could not be started"),
    "checks that cannot be loaded": Breakage(
        CHECKS, "import multiprocessing as mp", f'raise ImportError("{MARK}")', "could not be loaded"
    ),
    "warden": Breakage(
        f"{SUPERVISOR}/warden.py", "watch = Watch(tree, log, job.limits)",
        says="the process that watches a trial failed",
    ),
    "a warden without a report": Breakage(
        f"{SUPERVISOR}/warden.py", "report = supervise(job, folder, alive, command)", "os._exit(7)",
        "the process that watches a trial failed", mark="without a whole report",
    ),
    "server": Breakage(
        f"{SUPERVISOR}/server.py", "read_end, write_end = _channel()",
        says="the process that runs the trials ended with exit code 1",
    ),
    "supervisor": Breakage(
        f"{SUPERVISOR}/client.py", "data = pickle.dumps(job)", says="could not be started"
    ),
    "a warden of its own": Breakage(
        f"{SUPERVISOR}/warden.py", "watch = Watch(tree, log, job.limits)",
        says="the process that watches a trial failed",
        environment=(("IPC_KATA_PORTABLE", "fresh"),),
    ),
    "a warden of its own without a report": Breakage(
        f"{SUPERVISOR}/fresh.py", "job, command = _job(folder)", "os._exit(7)  #",
        "the process that watches a trial failed", (("IPC_KATA_PORTABLE", "fresh"),),
        "without a whole report",
    ),
    "a supervisor without a server": Breakage(
        f"{SUPERVISOR}/fresh.py", "self._waiting.append((job, pickle.dumps(job)))",
        says="could not be started", environment=(("IPC_KATA_PORTABLE", "fresh"),),
    ),
    "judging": Breakage(
        "tests/examiner/judging/always.py", "if outcome.ending in _KILLED:",
        f'if outcome.log + "{MARK}":', "an expectation of the check failed",
    ),
    "telling": Breakage(
        "tests/examiner/telling/explain.py", "parts = []", says="the trial was not judged"
    ),
    "plugin": Breakage(
        "tests/examiner/plugins/grading.py", "grade = self.grades[item.slug]",
        says="the check could not be judged",
    ),
    "the backstop": Breakage(
        "tests/examiner/judging/examination.py", "trials = self._under_way.pop(",
        f"import time; time.sleep(60)  # {MARK}\n        trials = self._under_way.pop(",
        "Timeout", timeout=1,
    ),
}  # fmt: skip

OF_A_SERVER = ("a warden without a report", "server", "supervisor")

WAYS = [pytest.param(way, marks=needs_server if way in OF_A_SERVER else ()) for way in BREAKAGES]


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the kit that stays as it is.

    The answer to the first exercise is right, and one check of it is left.
    """
    folder = copy_of_the_kit(tmp_path_factory.mktemp("pristine") / "kit", answers=False)
    shutil.copy(folder / "solutions" / f"{FIRST.slug}.py", folder / "exercises")
    _, second = list(re.finditer(r"^@check", (folder / CHECKS).read_text(), re.MULTILINE))[:2]
    (folder / CHECKS).write_text((folder / CHECKS).read_text()[: second.start()])
    return folder


@pytest.fixture
def copy(pristine: Path, tmp_path: Path) -> Path:
    """Return a copy to be broken."""
    return Path(shutil.copytree(pristine, tmp_path / "kit"))


def break_it(copy: Path, breakage: Breakage) -> None:
    """Replace the first line of a file that is such, in its own indent."""
    path = copy / breakage.file
    text = path.read_text(encoding="utf-8")
    before, found, after = text.partition(breakage.line)
    assert found, f"{breakage.file} has no line {breakage.line}"
    path.write_text(before + breakage.broken + after, encoding="utf-8")
    project = copy / "pyproject.toml"
    text = project.read_text(encoding="utf-8")
    project.write_text(text.replace("timeout = 60", f"timeout = {breakage.timeout}"), "utf-8")


def is_told(done: Done, mark: str = MARK) -> None:
    """It is said whose failure it is, with the whole traceback, and where to report it."""
    assert "examiner-error" in done.all
    assert mark in done.all
    assert "Please report this, with the lines above: as an issue" in done.all
    assert "crashed" not in done.all
    assert not done.left


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", WAYS)
def test_whatever_fails_is_told_as_the_kits_own(name: str, copy: Path) -> None:
    """It is no pass and no failed try; the exit code is 3, and the document says it too."""
    breakage = BREAKAGES[name]
    break_it(copy, breakage)
    report = copy / "report.json"
    words = (FIRST.number, "--json", report, "--start-method=fork")
    done = grade(*words, folder=copy, **dict(breakage.environment))
    is_told(done, breakage.mark)
    assert done.code == usage.EXAMINER_ERROR
    assert breakage.says in " ".join(done.out.split())
    (exercise,) = json.loads(report.read_text(encoding="utf-8"))["exercises"]
    assert exercise["status"] == "error"
    assert "examiner-error" in {check["verdict"] for check in exercise["checks"]}


@pytest.mark.timeout(120)
def test_what_only_takes_long_is_judged(copy: Path) -> None:
    """pytest-timeout's seconds are those of one trial, and there are several."""
    alarm = BREAKAGES["the backstop"]
    break_it(copy, replace(alarm, broken=alarm.broken.replace("(60)", "(14)"), timeout=8))
    done = grade(FIRST.number, "--start-method=fork", folder=copy)
    assert done.code == 0, done.all


def test_it_is_no_failed_try(copy: Path) -> None:
    """Progress knows nothing of it, and a grade that comes to its end counts as the first."""
    learner = Learner(copy)
    mended = (copy / CHECKS).read_bytes()
    break_it(copy, BREAKAGES["expectation"])
    assert learner.grade(FIRST.number).code == usage.EXAMINER_ERROR
    assert not learner.progress.exists()
    (copy / CHECKS).write_bytes(mended)
    assert learner.grade(FIRST.number).code == 0
    assert learner.known(FIRST)["tries"] == 1


def test_one_exercise_does_not_hinder_the_others(copy: Path) -> None:
    """The board goes on; the broken exercise is marked, and the exit code says that one is."""
    break_it(copy, BREAKAGES["checks that cannot be loaded"])
    other = catalog.load()[3]
    shutil.copy(copy / "solutions" / f"{other.slug}.py", copy / "exercises")
    done = grade(folder=copy)
    assert done.code == usage.EXAMINER_ERROR
    rows = {line.split()[0]: line for line in done.out.splitlines() if line[:3].strip().isdigit()}
    assert "!" in rows["1"]
    assert "examiner-error" in rows["1"]
    assert "Not judged, exercise 1: its checks could not be loaded" in " ".join(done.out.split())
    assert f"{other.points}/{other.points}" in rows[str(other.number)]


COMMANDS: dict[str, tuple[Breakage, Callable[[Path], list[object]]]] = {
    "trace": (
        Breakage("tests/examiner/trace/printing.py", "outcome, ink = traced.outcome, self.ink"),
        lambda folder: ["examiner", "trace", folder / "solutions" / f"{FIRST.slug}.py"],
    ),
    "hint": (
        Breakage("tests/practice/hints.py", "number, last = exercise.number, len(exercise.hints)"),
        lambda folder: ["practice", "hint", 1],
    ),
    "interview": (
        Breakage("tests/interview/history.py", "console = Console()"),
        lambda folder: ["interview", "--history"],
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_so(name: str, copy: Path) -> None:
    """A command that fails itself ends with the same sentence and exit code."""
    if name == "interview":
        pytest.importorskip("prompt_toolkit")
    breakage, words = COMMANDS[name]
    break_it(copy, breakage)
    with place(copy, PYTHONPATH="tests") as here:
        module, *rest = words(copy)
        done = run([*examiner_words()[:2], str(module), *map(str, rest)], here)
    is_told(done)
    assert done.code == usage.EXAMINER_ERROR


@pytest.fixture
def clone(copy: Path) -> Path:
    """Give a copy that knows where it came from."""
    (copy / ".git").mkdir()
    config = '[remote "origin"]\n\turl = https://example.org/somebody/ipc-kata.git\n'
    (copy / ".git/config").write_text(config, encoding="utf-8")
    return copy


def test_the_address_is_the_one_that_the_kit_came_from(clone: Path) -> None:
    """Where the checkout has a remote, the sentence names it."""
    break_it(clone, BREAKAGES["expectation"])
    done = grade(FIRST.number, "--start-method=fork", folder=clone)
    assert "as an issue of https://example.org/somebody/ipc-kata" in done.out
