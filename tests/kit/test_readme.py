"""README tells the truth: its screens look as the commands really print them, numbers aside."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import commands
import draw_readme
import pytest
from commands import ROOT, Done
from interviews import Desk, desk
from learner import SECOND, Learner
from platforms import needs_proof
from trials import program

from examiner.facts.verdicts import Verdict
from interview.rubric import RUBRIC

pytestmark = pytest.mark.timeout(300)

README = (ROOT / "README.md").read_text(encoding="utf-8")

SCREENS = dict(
    re.findall(
        r"^<!-- screen: (\w+)[^\n]* -->\n```text\n(.*?)^```\n<!-- end of screen -->$",
        README,
        re.MULTILINE | re.DOTALL,
    )
)
"""Name of a screen → its text."""

EARLY = b"""\
import multiprocessing as mp


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consume(queue, handle):
    while item := queue.get():  # ends at the first falsy item
        handle(item)


def run(items, handle):
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue, items), name="producer")
    producer.start()
    producer.join()  # nobody reads yet: many items do not fit into the pipe
    consumer = mp.Process(target=consume, args=(queue, handle), name="consumer")
    consumer.start()
    consumer.join()
"""
"""An answer that two of the nine checks reject."""

STUCK = '''\
"""Two processes take two locks, each in its own order."""

import multiprocessing as mp


def work(first, second, both):
    with first:
        both.wait()  # each has its first lock: now it cannot go well
        with second:
            print("never")


if __name__ == "__main__":
    left, right, both = mp.Lock(), mp.Lock(), mp.Barrier(2)
    ann = mp.Process(target=work, args=(left, right, both), name="ann")
    bob = mp.Process(target=work, args=(right, left, both), name="bob")
    ann.start()
    bob.start()
    ann.join()
    bob.join()
'''

QUESTIONS = (
    "Can an item be None?",
    "how many consumers will there be",
    "1",
    "how are the items encrypted?",
    "Not at all: nothing asks for it",
)

PREDICTIONS = ("an empty list of items", "an item that is late")

ANSWER = ("another process that puts an item", "if it is dead get() hangs")
"""To the first question on one's own code."""

WAIT = "■"
"""Marks the last row of a picture: who waits for ever."""


@dataclass(frozen=True)
class Seen:
    """What is on a screen, numbers aside."""

    lines: list[str]
    """Line by line, without the rows of a picture that stand between its head and its last row."""
    cells: set[str]
    """What stands in those rows. Which of them come side by side, and how many are shown, depends
    on the machine."""


def normal(text: str) -> str:
    """Return a text with `#` for every number, and one space for any."""
    return re.sub(r"\s+", " ", re.sub(r"\d+([.,]\d+)*", "#", text.rstrip()))


def seen(text: str) -> Seen:
    """Return what is on a screen, but for empty lines around it."""
    found, in_picture = Seen([], set()), False
    for line in text.strip("\n").splitlines():
        in_picture = in_picture and bool(line.strip()) and WAIT not in line
        if in_picture:
            found.cells.update(map(normal, re.split(r"\s{2,}", line.strip())))
        else:
            found.lines.append(normal(line))
        in_picture = in_picture or re.match(r"\s+time  \S", line) is not None
    return found


def told(page: Path) -> set[str]:
    """Return what the first picture of a page has: of a printed one the middle is left out."""
    text = page.read_text(encoding="utf-8")
    held = re.search(r'<script type="application/json">(.*?)</script>', text, re.DOTALL)
    assert held
    return {normal(event["told"]) for event in json.loads(held[1])["events"]}


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return one copy of the kit for all tests of this file."""
    with desk(tmp_path_factory.mktemp("readme")) as place:
        yield place


@pytest.fixture(scope="module")
def learner(at: Desk) -> Learner:
    """Return somebody who works in it; each test and fixture leaves the starter in its place."""
    return Learner(at.kit)


def graded_and_kept(learner: Learner, answer: bytes) -> Done:
    """Grade an answer, keep it as an attempt, and return what the grade printed."""
    learner.save(SECOND, answer)
    graded = learner.grade(SECOND.number, "--worlds", 0)  # others would be drawn each time
    kept = learner.practise("reset", SECOND.number, "--yes")
    assert kept.code == 0, kept.all
    return graded


@pytest.fixture(scope="module")
def early(learner: Learner) -> Done:
    """Return what is printed for an answer that stops early, the first attempt."""
    return graded_and_kept(learner, EARLY)


@pytest.fixture(scope="module")
def passing(learner: Learner, early: Done) -> Done:
    """Return what is printed for a right answer, the second attempt."""
    return graded_and_kept(learner, learner.solution(SECOND))


def test_every_screen_is_held() -> None:
    """Each screen of README stands between marks, and one of the tests below looks at it."""
    names = ["passing", "hint", "attempts", "interview", "trace", "explore"]
    assert list(SCREENS) == names
    assert README.count("```text") == len(names)


@needs_proof
def test_the_picture_at_the_top_is_true(learner: Learner, tmp_path: Path) -> None:
    """The grade of the starter begins as it was drawn."""
    page = tmp_path / "page.html"
    printed = seen(learner.grade(SECOND.number, "--html", page).all)
    command, *shown = draw_readme.words(draw_readme.PICTURE.read_text(encoding="utf-8"))
    drawn = seen("\n".join(shown))
    assert command.strip() == f"$ {draw_readme.COMMAND}"
    assert drawn.lines == printed.lines[: len(drawn.lines)]
    assert drawn.cells
    assert drawn.cells - printed.cells <= told(page)


def test_the_passing_screen_is_true(passing: Done) -> None:
    """The grade of a right answer is what README shows."""
    assert seen(SCREENS["passing"]).lines == seen(passing.all).lines


def test_the_hint_screen_is_true(learner: Learner) -> None:
    """The first hint is printed as README shows it."""
    assert seen(SCREENS["hint"]).lines == seen(learner.practise("hint", SECOND.number).all).lines


def test_the_attempts_screen_is_true(learner: Learner, early: Done, passing: Done) -> None:
    """Two attempts, one that stopped early and a right one, are listed as README shows them."""
    assert seen(SCREENS["attempts"]).lines == seen(learner.practise("attempts").all).lines


@needs_proof
def test_the_interview_screen_is_true(at: Desk) -> None:
    """In an interview each part that README shows is printed, in the same order."""
    printed = seen(interviewed(at)).lines
    for part in re.split(r"^…$", SCREENS["interview"], flags=re.MULTILINE):
        shown = seen(part).lines
        assert shown[0] in printed
        printed = printed[printed.index(shown[0]) :]
        assert shown == printed[: len(shown)]


def interviewed(at: Desk) -> str:
    """Hold an interview; return what it prints, with what the candidate types."""
    questions = at.hold(["", *QUESTIONS, "done"], "--exercise", SECOND.number, "--seed", 2)
    (at.latest / f"{SECOND.slug}.py").write_bytes(EARLY)
    follow_ups, scores = [*ANSWER, "done", *["done"] * 5], ["3"] * len(RUBRIC)
    rest = ["done", "done", *PREDICTIONS, "done", "", "done", *follow_ups, *scores]
    return questions.out + at.hold(rest, "--resume").out


@needs_proof
def test_the_trace_screen_is_true(tmp_path: Path) -> None:
    """Two processes that take two locks in opposite order are told of as README shows it."""
    (tmp_path / "stuck.py").write_text(STUCK, encoding="utf-8")
    with commands.place(tmp_path, PYTHONPATH=str(ROOT / "tests")) as here:
        done = commands.run([sys.executable, "-m", "examiner", "trace", "stuck.py"], here)
    printed, shown = seen(done.all), seen(SCREENS["trace"])
    assert shown.lines == printed.lines
    assert shown.cells
    assert shown.cells <= printed.cells


@needs_proof
def test_the_explore_screen_is_true(at: Desk) -> None:
    """Of two processes that add to a counter a lost addition is told as README shows it."""
    shutil.copy(program("racing", "lost_update").path, at.kit / "counter.py")
    words = [sys.executable, "-m", "examiner", "explore", "counter.py"]
    done = commands.run(words, at.place)
    assert done.code == 1, done.all
    assert seen(SCREENS["explore"]).lines == seen(done.all).lines


def first_column(heading: str) -> list[str]:
    """Return the code in the first column of the table that follows a heading of README."""
    section = README.partition(f"\n{heading}\n")[2].partition("\n#")[0]
    firsts = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [word for first in firsts for word in re.findall(r"`(.+?)`", first)]


def test_the_table_of_verdicts_is_complete() -> None:
    """Every verdict is in it once, and nothing else."""
    assert sorted(first_column("## Verdicts")) == sorted(Verdict)
    for verdict in Verdict:
        assert f"| `{verdict}` | {verdict.means} |" in README


def test_the_table_of_options_is_true() -> None:
    """The command knows every option that README tells of."""
    options = {cell.split()[0] for cell in first_column("## Options")}
    known = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", commands.grade("-h").out))
    assert options
    assert options - known == set()
