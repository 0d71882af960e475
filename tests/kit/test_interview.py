"""Interviews held line by line, and what the command says otherwise."""

import json
import re
import shutil
from collections.abc import Iterator

import pytest
from interviews import Desk, desk, solve
from learner import CHECKS_OF_FIRST

from examiner.progress.model import LastGrade, Progress, Standing
from interview.rubric import RUBRIC

pytestmark = pytest.mark.timeout(300)

COLUMNS = 80

LITTLE = ["done"] * 5 + ["3"] * len(RUBRIC)
"""Who does not answer the five questions on exercise 1, and finds all of it good enough."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return one copy of the kit for tests that keep apart by themselves."""
    with desk(tmp_path_factory.mktemp("interview")) as place:
        yield place


@pytest.fixture
def at(shared: Desk) -> Desk:
    """Return a desk on which no interview has been held."""
    shutil.rmtree(shared.kit / ".ipc-kata", ignore_errors=True)
    return shared


def test_lines_are_read_where_there_is_no_terminal(at: Desk) -> None:
    """It says so, echoes each line, fits 80 columns, and the end of input is a pause."""
    held = at.hold(["", "can an item be None?", "done", "it waits"], "--exercise", 2)
    assert held.code == 0, held.err
    assert "answers are read line by line" in held.out
    assert "] > can an item be None?" in held.out
    assert "nox -s interview -- --resume" in held.out
    assert "\x1b" not in held.out
    assert [line for line in held.out.splitlines() if len(line) > COLUMNS] == []


def test_the_contract_waits_until_the_questions_are_over(at: Desk) -> None:
    """The brief leaves out what the contract settles; it is shown in full after the questions."""
    held = at.hold(["", "done"], "--exercise", 2)
    before, _, after = held.out.partition("The contract in full")
    assert "200,000" not in before
    assert "200,000" in after
    assert "nox -s grade" not in after


def test_what_is_not_prepared_is_decided_by_the_candidate(at: Desk) -> None:
    """An unforeseen question gets no answer but a decision, which is kept."""
    lines = ["", "kubernetes?", "no", "none, it is a laptop", "done"]
    held = at.hold(lines, "--exercise", 2)
    assert "decision >" in held.out
    assert "Decide, and say why" in held.out
    assert "none, it is a laptop" in (at.latest / "events.jsonl").read_text()


def test_a_choice_is_made_in_words(at: Desk) -> None:
    """Of the answers that are offered the one that is named is given; nothing has to be decided."""
    held = at.hold(["", "kubernetes?", "The first one, please.", "done"], "--exercise", 2)
    assert "do you mean" in held.out
    assert "Decide, and say why" not in held.out
    assert '"meant"' in (at.latest / "events.jsonl").read_text()


def test_an_ascii_output_is_served(at: Desk) -> None:
    """Signs fall back to plain characters where the output has no others."""
    held = at.hold(["", "none?", "done", "done"], "--exercise", 2, PYTHONIOENCODING="ascii")
    assert held.code == 0, held.err
    assert held.out.isascii()
    assert "+ Can an item be None" in held.out


def test_live_and_practice_differ_in_check(at: Desk) -> None:
    """Only practice runs the hidden checks while coding."""
    lines = ["", "done", "done", "check"]
    assert "This is a live interview" in at.hold(lines, "--exercise", 1).out
    held = at.hold(lines, "--exercise", 1, "--mode", "practice")
    assert f"0 of {CHECKS_OF_FIRST} checks passed" in held.out
    assert "NotImplementedError" in held.out
    assert f"{CHECKS_OF_FIRST - 5} more failed, and are not shown" in held.out


def test_hints_are_sold_at_their_price(at: Desk) -> None:
    """The first is free, the second and third say what they cost, and may be refused."""
    lines = ["", "done", "done", "hint", "hint", "no", "hint", "yes", "hint", "yes", "hint"]
    held = at.hold(lines, "--exercise", 1)
    assert held.out.count("caps problem solving at 3. Take it?") == 2
    assert held.out.count("caps problem solving at 2. Take it?") == 1
    assert "That were all hints" in held.out


def test_a_reveal_is_confirmed(at: Desk) -> None:
    """The reference is shown after a yes only, and coding goes on."""
    lines = ["", "done", "done", "reveal", "no", "reveal", "yes", "time"]
    held = at.hold(lines, "--exercise", 1)
    assert held.out.count("for _ in range(count):") == 1
    assert "now, 18 min left" in held.out


def test_no_editor_is_opened_without_a_terminal(at: Desk) -> None:
    """`edit` says where the file is instead."""
    held = at.hold(["", "done", "done", "edit"], "--exercise", 1, EDITOR="false")
    assert "Your input is no terminal" in held.out


def test_an_unknown_command_is_answered(at: Desk) -> None:
    """A word that is no command is named, and `help` lists those that are."""
    held = at.hold(["", "done", "done", "rum", "help"], "--exercise", 1)
    assert "`rum` is no command here" in held.out


def test_questions_are_answered_while_coding_too(at: Desk) -> None:
    """They count as asked; a decision that is due is asked for."""
    lines = [
        "",
        "done",
        "done",
        "Can an item be None?",
        "how are the items encrypted?",
        "not",
        "rum",
    ]
    held = at.hold(lines, "--exercise", 2)
    coding = held.out.partition("Phase 4 of 8")[2]
    assert "Items are never None" in coding
    assert "decision > not" in coding
    assert "`rum` is no command here" in coding


def test_who_wants_to_leave_is_asked(at: Desk) -> None:
    """`quit` is no answer; after a yes the interview can be resumed, by its exercise too."""
    held = at.hold(["", "quit", "no", "done", "exit", "yes"], "--exercise", 2)
    assert held.code == 0, held.err
    assert held.out.count("You can go on later") == 2
    assert "Phase 3 of 8" in held.out
    assert "quit" not in (at.latest / "events.jsonl").read_text()
    for name in ("2", "ex02", at.latest.name):
        assert "Done so far: Brief, Clarify" in at.hold(["q", "y"], "--resume", name).out
    assert at.hold([], "--resume", "3").code == 2


def test_who_resumes_while_asking_sees_what_was_said(at: Desk) -> None:
    """The task, and the questions with their answers, come first."""
    at.hold(["", "Can an item be None?", "how are the items encrypted?", "not"], "--exercise", 2)
    held = at.hold(["done"], "--resume")
    before, _, _ = held.out.partition("The contract in full")
    assert "Tell me why, and make it end by itself" in before
    assert "Items are never None" in before
    assert "You decided: not" in before


def test_the_example_is_judged_by_its_output(at: Desk) -> None:
    """The reference prints what it should; a wrong answer's output stands beside what it should."""
    start = ["", "done", "done"]
    at.hold(start, "--exercise", 1)
    wrong = at.hold(["run"], "--resume")
    assert "NotImplementedError" in wrong.out
    assert "It should print:" in wrong.out
    solve(at.latest, "ex01_consumer_loop", at.kit)
    assert "That is what the example should print" in at.hold(["run"], "--resume").out


def test_strange_lines_are_taken(at: Desk) -> None:
    """Bytes that are no UTF-8, escapes and very long lines change nothing."""
    lines = ["\udcff\udcfe", "\x1b[31mred", "x" * 5000, "", "done", "<script>|*_", "done"]
    held = at.hold(lines, "--exercise", 1)
    assert held.code == 0, held.err
    assert "Traceback" not in held.err


def test_a_full_disk_loses_only_the_last_line(at: Desk) -> None:
    """When the journal cannot grow, it says so; what was there before can be resumed."""
    resource = pytest.importorskip("resource")
    at.hold(["first"], "--exercise", 1)
    journal = at.latest / "events.jsonl"
    before = journal.read_bytes()

    def no_more() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 200, len(before) + 200))

    held = at.hold(["x" * 500], "--resume", before_start=no_more)
    assert held.code == 1
    assert "could not be written" in held.out
    assert "nox -s interview -- --resume" in held.out
    assert journal.read_bytes().startswith(before)
    assert "Resumed" in at.hold([], "--resume").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--exercise", "99"), "is no exercise"),
        (("--exercise", "1-2"), "name one"),
        (("--minutes", "0"), "no number of minutes"),
        (("--minutes", "soon"), "no number of minutes"),
        (("--level", "easy"), "warm-up"),
        (("--exercise", "1", "--level", "core"), "is of level warm-up"),
        (("--resume",), "no unfinished interview"),
        (("--resume", "--history"), "do not go together"),
        (("--history", "--seed", "1"), "do not go together"),
        (("--mode", "dead"), "invalid choice"),
        (("--sheet", "99"), "is no exercise"),
        (("more",), "unrecognized"),
    ],
)
def test_wrong_usage_is_one_line_and_code_2(at: Desk, options: tuple[str, ...], said: str) -> None:
    """A wrong word says what exists; nothing is written."""
    held = at.hold([], *options)
    assert held.code == 2
    assert said in held.err
    assert len(held.err.splitlines()) == 1
    assert not at.sessions


def test_an_exercise_without_material_says_so(at: Desk) -> None:
    """It is refused in one line that names the missing file, before any folder is made."""
    material = at.kit / "solutions" / "ex01_consumer_loop.toml"
    text = material.read_text()
    material.unlink()
    try:
        held = at.hold([], "--exercise", 1)
    finally:
        material.write_text(text)
    assert held.code == 2
    assert "write solutions/ex01_consumer_loop.toml" in held.err
    assert not at.sessions


def test_help_explains_every_option(at: Desk) -> None:
    """-h names each option, the phases and the exit codes."""
    held = at.hold([], "-h")
    assert held.code == 0
    assert [line for line in held.out.splitlines() if len(line) > COLUMNS] == []
    for text in ("--minutes", "--level", "--exercise", "--mode", "--seed", "--resume", "--history"):
        assert text in held.out
    assert "--sheet" in held.out
    assert "follow-ups 6" in held.out
    assert "exit code" in held.out


def test_the_last_failed_exercise_comes_back(at: Desk) -> None:
    """Without --exercise, what progress.json calls failed is preferred to what is solved."""
    progress = Progress()
    for slug, status in (("ex01_consumer_loop", "passed"), ("ex02_sentinel", "failed")):
        grade = LastGrade(status, "wrong", 0, 10, "2026-01-02T03:04:05Z", "")
        progress.put(slug, Standing().graded(grade))
    (at.kit / ".ipc-kata").mkdir()
    (at.kit / ".ipc-kata" / "progress.json").write_text(json.dumps(progress.plain()))
    held = at.hold([], "--seed", 1)
    assert "Mock interview: Add the sentinel" in held.out


@pytest.mark.parametrize("text", ["", "{", "[]", '{"exercises": 3}', '{"exercises": {"x": null}}'])
def test_damaged_progress_is_never_fatal(at: Desk, text: str) -> None:
    """Whatever stands in progress.json, an interview begins, and the damage is told."""
    (at.kit / ".ipc-kata").mkdir()
    (at.kit / ".ipc-kata" / "progress.json").write_text(text)
    held = at.hold([], "--minutes", 45)
    assert held.code == 0
    assert "damaged" in held.err


def whole(at: Desk, *options: object) -> None:
    """Hold a whole interview in which little is said."""
    held = at.hold(["", "done", "done", "done", "done", "", *LITTLE], *options)
    assert "Overall:" in held.out, held.out + held.err


def test_the_history_shows_the_trend(at: Desk) -> None:
    """Each finished interview is a row of the table and a mark in the chart."""
    assert "No interview has been finished yet" in at.hold([], "--history").out
    whole(at, "--exercise", 1)
    at.hold([], "--exercise", 2)
    held = at.hold([], "--history")
    assert re.search(r"^ +1 +\d{4}-\d\d-\d\d +ex01 +live .* no hire$", held.out, re.MULTILINE)
    assert re.search(r"^  no hire +■$", held.out, re.MULTILINE)
    assert "1 left unfinished" in held.out
    assert [line for line in held.out.splitlines() if len(line) > COLUMNS] == []


def test_the_sheet_has_everything_and_no_code_above_the_fold(at: Desk) -> None:
    """Brief, clarifications, wrong turns, hints, facts and rubric; the reference comes last."""
    held = at.hold([], "--sheet", 1)
    assert held.code == 0, held.err
    folder = at.kit / ".ipc-kata" / "sheets"
    text = (folder / "ex01_consumer_loop.md").read_text(encoding="utf-8")
    above, _, below = text.partition("## Reference answer")
    for part in ("Brief", "Clarify", "Approach", "wrong turns", "Hints", "Follow-ups", "Scores"):
        assert part in above
    code = "for _ in range(count):\n        handle(queue.get())"
    assert code not in above
    assert code in below
    page = (folder / "ex01_consumer_loop.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert not re.search(r"""(src|href)=|@import|url\(""", page)


def test_the_scorecard_page_is_self_contained_and_safe(at: Desk) -> None:
    """What a candidate typed is text on the page, and the page asks the network for nothing."""
    lines = ["<script>alert(1)</script>", "", "done", "<b>|*x*", "done", "done", "done", ""]
    at.hold([*lines, *LITTLE], "--exercise", 1)
    page = (at.latest / "scorecard.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(src|href)=|@import|url\(""", page)
    assert r"\<b\>\|\*x\*" in (at.latest / "scorecard.md").read_text(encoding="utf-8")


def test_a_failure_is_shown_and_mended(at: Desk) -> None:
    """The worst one, as a grade shows it; what became of it is scored apart."""
    at.hold(["", "done", "done"], "--exercise", 1, "--seed", 1)
    folder, slug = at.latest, "ex01_consumer_loop"
    wrong = at.kit / "tests" / "answers" / slug / "wrong"
    shutil.copy(min(wrong.glob("*.py")), folder / f"{slug}.py")
    shown = at.hold(["done", "done", ""], "--resume").out
    assert "One of the failures, as `nox -s grade` shows it" in shown
    solve(folder, slug, at.kit)
    held = at.hold(["check", "done", *["asdf", "done"] * 7, *["3"] * len(RUBRIC)], "--resume")
    said = " ".join(held.out.split())
    assert "passed under" in said
    assert "passes now, as does every other check" in said
    card = json.loads((folder / "scorecard.json").read_text(encoding="utf-8"))
    assert card["mending"]["score"] == 4
    assert card["checks_passed"] < len(card["checks"])
    assert "def consume" in "".join(line["text"] for line in card["code"])
    page = (folder / "scorecard.html").read_text(encoding="utf-8")
    assert "`" not in re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)
