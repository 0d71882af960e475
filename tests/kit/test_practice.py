"""Daily practice: hints, progress, reset, attempts and walk-throughs, with the real commands."""

import dataclasses
import hashlib
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import commands
import pytest
from commands import ROOT
from learner import EXERCISES, FIRST, SECOND, THIRD, UNUSABLE, Learner, downloaded, practice_words

from examiner.catalog import Exercise
from examiner.facts import files
from examiner.judging.examination import load_checks
from examiner.progress.attempts import MOST, Attempts
from examiner.progress.model import LastGrade, Progress, Standing
from examiner.progress.store import Store

pytestmark = pytest.mark.timeout(200)

COLUMNS = 80
ESCAPE = "\x1b"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Learner:
    """Return one copy for all tests of this file."""
    return downloaded(tmp_path_factory.mktemp("practice"))


@pytest.fixture
def learner(copy: Learner) -> Iterator[Learner]:
    """Give the copy as if it were fresh."""
    copy.start_over()
    yield copy
    copy.start_over()


def local(stamp: str) -> str:
    """Return a time in UTC as it is shown: on the learner's own clock."""
    moment = datetime.strptime(f"{stamp}Z", "%Y%m%dT%H%M%S%z")
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def passed_long_ago(exercise: Exercise) -> dict[str, object]:
    """Return what is remembered of an exercise that passed in another state."""
    at = "2020-01-01T12:00:00Z"
    last = LastGrade("passed", "passed", exercise.points, exercise.points, at, "of another file")
    return dataclasses.asdict(Standing(tries=1, solved_at=at, last=last))


def words_of(text: str) -> str:
    """Return a text as one line: what is printed is wrapped."""
    return " ".join(text.split())


# Hints


def test_hints_come_one_by_one(learner: Learner) -> None:
    """Each call shows the next rung, which of how many it is, and nothing of those above."""
    for rung, hint in enumerate(SECOND.hints, 1):
        done = learner.practise("hint", SECOND.number)
        assert done.code == 0, done.all
        assert f"Hint {rung} of {len(SECOND.hints)}" in done.out
        assert words_of(hint) in words_of(done.out)
        assert not any(words_of(other) in words_of(done.out) for other in SECOND.hints[rung:])
        assert max(map(len, done.out.splitlines())) <= COLUMNS


def test_the_ladder_ends(learner: Learner) -> None:
    """After the last rung it says so, and what else there is."""
    learner.remember(**{SECOND.slug: {"hints": len(SECOND.hints)}})
    done = learner.practise("hint", SECOND.slug)
    assert done.code == 0, done.all
    assert "have been shown" in done.out
    assert "nox -s walkthrough -- 2" in done.out


def test_a_hint_can_be_repeated(learner: Learner) -> None:
    """--again shows the latest rung once more, and does not climb."""
    first = learner.practise("hint", 2)
    assert learner.practise("hint", 2, "--again").out == first.out
    assert "Hint 2 of" in learner.practise("hint", 2).out


def test_nothing_can_be_repeated_before_the_first(learner: Learner) -> None:
    """--again without a hint shown is not done, says why, and shows none."""
    done = learner.practise("hint", 2, "--again")
    assert done.code == 1, done.all
    assert "No hint for exercise 2 has been shown yet" in done.out
    assert "Hint 1 of" in learner.practise("hint", 2).out


def test_without_a_name_no_hint_is_spent(learner: Learner) -> None:
    """Where nobody can be asked, `nox -s hint` alone says how to name the exercise."""
    learner.remember(**{FIRST.slug: passed_long_ago(FIRST)})
    learner.save(FIRST, UNUSABLE)
    done = learner.practise("hint")
    assert (done.code, done.out) == (2, ""), done.all
    assert "nox -s hint -- 2" in done.err
    assert not learner.known(SECOND)


@pytest.mark.parametrize(("typed", "shown"), [("2", "Hint 1 of"), ("", "No hint was shown")])
def test_without_a_name_the_hint_asks(learner: Learner, typed: str, shown: str) -> None:
    """On a terminal it asks for which exercise, and an empty answer spends nothing."""
    from terminal import terminal

    with (
        commands.place(learner.folder, PYTHONPATH="tests") as here,
        terminal(practice_words("hint"), here) as screen,
    ):
        screen.wait_for("A hint for which exercise?")
        screen.type(typed)
        screen.wait_for(shown)
        screen.end()
    assert learner.state.exists() == bool(typed)


def test_more_hints_than_there_are_do_no_harm(learner: Learner) -> None:
    """A catalog that has lost a rung since is no trouble."""
    learner.remember(**{SECOND.slug: {"hints": 99}})
    assert "have been shown" in learner.practise("hint", 2).out
    assert f"Hint {len(SECOND.hints)} of" in learner.practise("hint", 2, "--again").out


# Progress


def test_a_pass_is_remembered(learner: Learner) -> None:
    """Grading writes down that an exercise passed, when, and with how many points."""
    learner.save(FIRST, learner.solution(FIRST))
    assert learner.grade(1).code == 0
    known = learner.known(FIRST)
    assert (known["last"]["status"], known["tries"]) == ("passed", 1)
    assert known["last"]["points"] == known["last"]["max_points"] == FIRST.points
    assert known["solved_at"] == known["last"]["at"]


def test_a_failure_is_remembered_and_the_pass_before_it_too(learner: Learner) -> None:
    """A later failure is the latest grade, but does not make a solved exercise unsolved."""
    learner.save(FIRST, learner.solution(FIRST))
    learner.grade(1)
    solved_at = learner.known(FIRST)["solved_at"]
    learner.save(FIRST, UNUSABLE)
    assert learner.grade(1).code == 1
    known = learner.known(FIRST)
    assert (known["last"]["status"], known["last"]["verdict"]) == ("error", "crashed")
    assert (known["last"]["points"], known["tries"], known["solved_at"]) == (0, 2, solved_at)


def test_the_board_is_remembered_in_one_go(learner: Learner) -> None:
    """The board's grades are kept as well, for every exercise that was started."""
    learner.save(FIRST, UNUSABLE)
    learner.save(SECOND, UNUSABLE)
    learner.grade()
    assert learner.known(FIRST)["tries"] == learner.known(SECOND)["tries"] == 1
    assert not learner.known(THIRD)


@pytest.mark.parametrize("board", [False, True], ids=["by name", "board"])
def test_what_is_saved_during_a_grade_waits_for_the_next(learner: Learner, *, board: bool) -> None:
    """All trials are of what the file held when the grade began, and so is what is remembered."""
    saves = f"open({str(learner.file(FIRST))!r}, 'wb').write({UNUSABLE!r})\n"
    answer = learner.solution(FIRST) + saves.encode()
    learner.save(FIRST, answer)
    done = learner.grade(*([] if board else [1]))
    assert done.code == 0, done.all
    assert learner.file(FIRST).read_bytes() == UNUSABLE
    assert f"{FIRST.slug}.py has been saved since the grade began" in done.out
    assert learner.known(FIRST)["last"]["status"] == "passed"
    assert learner.known(FIRST)["last"]["digest"] == hashlib.sha256(answer).hexdigest()


def test_an_answer_sees_its_own_folder(learner: Learner) -> None:
    """What is graded is a copy, but what it prints of a failure is where the learner's file is."""
    (learner.folder / "exercises" / "mine.py").write_text("LIMIT = 1\n", "utf-8")
    learner.save(FIRST, b"from mine import LIMIT\n" + learner.solution(FIRST))
    assert learner.grade(1, "--start-method", "spawn").code == 0
    learner.save(FIRST, b"def consume(queue, count, handle):\n    raise ValueError\n")
    done = learner.grade(1, "--start-method", "fork", "-v")
    assert done.code == 1
    assert "ipc-kata-" not in done.all


@pytest.mark.parametrize(
    "words", [("--answers", "solutions"), ("--start-method", "fork")], ids=["other", "one method"]
)
def test_what_is_no_full_grade_of_ones_own_is_not_remembered(
    learner: Learner, words: tuple[str, ...]
) -> None:
    """Answers from another folder, and trials under one start method, say nothing of progress."""
    learner.save(FIRST, learner.solution(FIRST))
    assert learner.grade(1, *words).code == 0
    assert not learner.state.exists()


def test_the_starter_is_no_attempt(learner: Learner) -> None:
    """Who grades an untouched starter by its name has not tried yet."""
    assert learner.grade(1).code == 1
    assert not learner.state.exists()


# The board


def test_the_board_knows_what_has_been_graded(learner: Learner) -> None:
    """Nothing is run again that has not changed; the exit code says whether something fails."""
    learner.save(FIRST, UNUSABLE)
    learner.grade(1)
    before = learner.known(FIRST)
    done = learner.grade()
    assert done.code == 1, done.all
    assert re.search(rf"^ +1 ✘  {FIRST.title} +.* 0/10   crashed$", done.out, re.MULTILINE)
    assert learner.known(FIRST) == before
    assert "graded again" not in done.out


def test_the_board_grades_what_has_changed(learner: Learner) -> None:
    """First it says what the verdict was, and how long ago; then it grades that exercise only."""
    learner.remember(**{FIRST.slug: passed_long_ago(FIRST)})
    learner.save(FIRST, UNUSABLE)
    done = learner.grade()
    assert done.code == 1, done.all
    assert re.search(r"^ +1 …  .* 0/10   passed \d+ d ago$", done.out, re.MULTILINE)
    _, graded = done.out.split("Changed since the last grade, so graded again:")
    assert len(re.findall(r"^ +\d+ [✔✘]", graded, re.MULTILINE)) == 1
    assert learner.known(FIRST)["tries"] == 2


def test_a_change_of_the_checks_is_a_change(learner: Learner) -> None:
    """What other checks have said is no verdict any more."""
    learner.save(FIRST, UNUSABLE)
    learner.grade(1)
    checks = learner.folder / "tests" / "checks" / FIRST.check_file.name
    text = checks.read_bytes()
    try:
        checks.write_bytes(text + b"\n# another check\n")
        assert "graded again" in learner.grade().out
    finally:
        checks.write_bytes(text)


def test_the_board_fits_a_small_screen(learner: Learner) -> None:
    """With what nox says it is 24 lines at most, whatever has been solved; `all` shows the rest."""
    solved = {e.slug: passed_long_ago(e) for e in EXERCISES[:8]}
    learner.remember(**solved)
    for exercise in (*EXERCISES[:6], EXERCISES[20]):
        learner.save(exercise, UNUSABLE)
        learner.grade(exercise.number)
    learner.save(EXERCISES[20], UNUSABLE + b"# changed\n")
    said_by_nox, prompt = 2, 1
    for _ in range(2):  # with one to be graded, and without
        assert len(learner.grade().out.splitlines()) <= 24 - said_by_nox - prompt
    assert sum(e.title in learner.grade("all").out for e in EXERCISES) == len(EXERCISES)


DAMAGES = {
    "not JSON": b'{"version": 1, "exer',
    "not UTF-8": b'{"version": 1, "exercises": {"\xff": {}}}',
    "empty": b"",
    "a list": b"[]",
    "no exercises": b'{"version": 1}',
    "very deep": b"[" * 100_000,
    "very large": b" " * (files.LARGEST + 1),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_set_aside(learner: Learner, damage: bytes) -> None:
    """It is kept under a name with its time, which is said, and the command goes on."""
    learner.state.mkdir()
    learner.progress.write_bytes(damage)
    done = learner.practise("hint", 2)
    assert done.code == 0, done.all
    assert "Hint 1 of" in done.out
    assert learner.known(SECOND)["hints"] == 1
    [aside] = learner.state.glob("progress.damaged-*.json")
    assert aside.read_bytes() == damage
    assert aside.name in words_of(done.out)
    assert "damaged" not in learner.practise("hint", 2).out


def test_a_damaged_file_does_not_keep_grading_from_its_result(learner: Learner) -> None:
    """Grading says the same, and its exit code is that of the grade."""
    learner.state.mkdir()
    learner.progress.write_bytes(b"{")
    learner.save(FIRST, learner.solution(FIRST))
    done = learner.grade(1)
    assert done.code == 0, done.all
    assert "progress.json was damaged" in done.out
    assert learner.known(FIRST)["tries"] == 1


@pytest.mark.parametrize(
    "entry", [{"hints": "many"}, {"hints": -1}, {"solved_at": "\ud800"}, 3, {"last": {"status": 1}}]
)
def test_what_is_whole_in_a_damaged_file_still_counts(learner: Learner, entry: object) -> None:
    """One bad entry costs that entry only."""
    learner.remember(**{FIRST.slug: entry, SECOND.slug: {"hints": 1}})
    done = learner.practise("hint", 2)
    assert "Hint 2 of" in done.out
    assert FIRST.slug in done.out
    assert list(learner.state.glob("progress.damaged-*.json"))


def test_a_later_versions_file_is_left_alone(learner: Learner) -> None:
    """What this version does not understand it does not touch, and it says so."""
    learner.state.mkdir()
    newer = b'{"version": 99, "exercises": {}}'
    learner.progress.write_bytes(newer)
    done = learner.practise("hint", 2)
    assert done.code == 0, done.all
    assert "later version" in done.out
    assert learner.progress.read_bytes() == newer


def test_what_a_later_version_has_added_stays(learner: Learner) -> None:
    """Fields that this version does not know survive its writing."""
    learner.remember(**{SECOND.slug: {"hints": 1, "stars": 3}})
    learner.practise("hint", 2)
    assert learner.known(SECOND) | {"hints": 2, "stars": 3} == learner.known(SECOND)


def test_a_folder_that_cannot_be_written_is_not_fatal(learner: Learner) -> None:
    """A grade is a grade, also where nothing can be kept."""
    learner.state.write_text("in the way", encoding="utf-8")
    learner.save(FIRST, learner.solution(FIRST))
    done = learner.grade(1)
    assert done.code == 0, done.all
    assert "Progress was not kept" in done.out
    assert "Traceback" not in done.all


def test_reordering_loses_nothing(learner: Learner) -> None:
    """An exercise that had another number before is the same exercise."""
    former = f"ex77_{SECOND.slug.partition('_')[2]}"
    learner.remember(**{former: {"hints": 1}})
    assert "Hint 2 of" in learner.practise("hint", 2).out
    folder = learner.state / "attempts" / former
    folder.mkdir(parents=True)
    (folder / "20260101T120000Z.py").write_bytes(b"# once\n")
    assert f"1  {local('20260101T120000')}" in learner.practise("attempts", 2).out


def test_removed_exercises_lose_nothing(learner: Learner) -> None:
    """Progress and attempts of an exercise that is no more stay, and the attempts are named."""
    gone = "ex77_gone"
    learner.remember(**{gone: {"hints": 3}})
    (learner.state / "attempts" / gone).mkdir(parents=True)
    learner.practise("hint", 2)
    assert json.loads(learner.progress.read_text("utf-8"))["exercises"][gone] == {"hints": 3}
    assert gone in learner.practise("attempts").out


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Two commands that update the progress at once both have their say."""

    def count(progress: Progress) -> None:
        progress.put("ex01_any", Standing(tries=progress.of("ex01_any").tries + 1))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: Store(tmp_path).update(count), range(24)))
    assert Store(tmp_path).read().of("ex01_any").tries == 24
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "progress.json"]


# Reset and attempts

MINE = b"# My answer, which is long in coming: \xc3\xa4\r\nx = 1\n"


def test_reset_keeps_the_file_and_puts_the_starter_back(learner: Learner) -> None:
    """Not a byte of what was there is lost, and it says where it is."""
    learner.save(SECOND, MINE)
    done = learner.practise("reset", 2, "--yes")
    assert done.code == 0, done.all
    assert learner.file(SECOND).read_bytes() == learner.starter(SECOND)
    assert learner.attempts(SECOND.slug) == [MINE]
    [kept] = (learner.state / "attempts" / SECOND.slug).glob("*.py")
    assert str(kept.relative_to(learner.folder)) in done.out
    assert "not graded" in done.out


def test_nobody_to_ask_is_wrong_usage(learner: Learner) -> None:
    """Without a terminal and without --yes it says so, changes nothing, and ends with 2."""
    learner.save(SECOND, MINE)
    done = learner.practise("reset", 2)
    assert done.code == 2, done.all
    assert "no terminal" in done.err
    assert "--yes" in done.err
    assert len(done.err.splitlines()) == 1
    assert learner.file(SECOND).read_bytes() == MINE
    assert not learner.attempts(SECOND.slug)


def test_an_untouched_starter_needs_no_reset(learner: Learner) -> None:
    """There is nothing to keep, nothing to ask and nothing to do."""
    done = learner.practise("reset", 2)
    assert done.code == 0, done.all
    assert "already" in done.out
    assert not learner.state.exists()


def test_a_lost_file_comes_back(learner: Learner) -> None:
    """Reset also puts a starter where there is no file at all."""
    learner.file(SECOND).unlink()
    assert learner.practise("reset", 2, "--yes").code == 0
    assert learner.file(SECOND).read_bytes() == learner.starter(SECOND)


def test_an_attempt_keeps_its_verdict(learner: Learner) -> None:
    """The list has the verdict that this very content got, and no other."""
    learner.save(FIRST, learner.solution(FIRST))
    learner.grade(1)
    learner.practise("reset", 1, "--yes")
    learner.save(FIRST, UNUSABLE)
    learner.grade(1)
    learner.save(FIRST, UNUSABLE + b"# changed since\n")
    learner.practise("reset", 1, "--yes")
    done = learner.practise("attempts", 1)
    assert done.code == 0, done.all
    rows = [line.split() for line in done.out.splitlines() if re.match(r" +\d ", f" {line}")]
    wanted = [["passed", "10/10"], ["crashed", "0/10"], ["not", "graded"]]
    assert [row[3:5] for row in rows[1:]] == wanted, done.out
    assert max(map(len, done.out.splitlines())) <= COLUMNS


def test_an_attempt_can_be_restored(learner: Learner) -> None:
    """It comes back byte for byte, and what was in its place is kept first."""
    learner.save(SECOND, MINE)
    learner.practise("reset", 2, "--yes")
    learner.save(SECOND, UNUSABLE)
    done = learner.practise("attempts", 2, "--restore", 1, "--yes")
    assert done.code == 0, done.all
    assert learner.file(SECOND).read_bytes() == MINE
    assert sorted(learner.attempts(SECOND.slug)) == sorted([MINE, UNUSABLE])


def test_the_same_answer_is_kept_once(learner: Learner) -> None:
    """Going back and forth between attempts does not pile up copies."""
    for content in (MINE, UNUSABLE, MINE, UNUSABLE):
        learner.save(SECOND, content)
        assert learner.practise("reset", 2, "--yes").code == 0
    assert sorted(learner.attempts(SECOND.slug)) == sorted([MINE, UNUSABLE])


def test_no_attempt_is_kept_yet(learner: Learner) -> None:
    """An empty list says how to get one into it; restoring from it is wrong usage."""
    done = learner.practise("attempts")
    assert (done.code, "No attempt is kept yet" in done.out) == (0, True), done.all
    done = learner.practise("attempts", 2, "--restore", 1, "--yes")
    assert (done.code, "none is kept" in done.err) == (2, True), done.all


def test_every_graded_version_is_kept_once(learner: Learner) -> None:
    """What was graded can be restored, though nobody has asked for it; the same counts once."""
    for content in (UNUSABLE, UNUSABLE + b"# more\n", UNUSABLE):
        learner.save(FIRST, content)
        learner.grade(1)
    assert learner.attempts(FIRST.slug) == [UNUSABLE, UNUSABLE + b"# more\n"]
    shown = learner.practise("attempts", 1).out
    assert re.search(r"^ +1 .* crashed +0/10$", shown, re.MULTILINE), shown


def test_the_oldest_graded_versions_make_room(tmp_path: Path) -> None:
    """So many are kept; what was put aside by a reset stays besides."""
    attempts = Attempts(tmp_path)
    grade = LastGrade("failed", "wrong", 0, 10, "2026-01-01T12:00:00Z", "")
    attempts.keep(FIRST, b"put aside", None)
    for number in range(MOST + 3):
        attempts.graded(FIRST, b"%d" % number, grade)
    attempts.graded(FIRST, b"put aside", grade)
    kept = [attempt.path.read_bytes() for attempt in attempts.of(FIRST.slug)]
    assert kept == [b"put aside", *(b"%d" % number for number in range(3, MOST + 3))]
    assert not any(attempt.passing for attempt in attempts.of(FIRST.slug)[:1])


def test_two_attempts_can_be_compared(learner: Learner) -> None:
    """`--diff 1` shows what has changed since, `--diff 1 2` between two."""
    for content in (MINE, UNUSABLE):
        learner.save(SECOND, content)
        learner.practise("reset", 2, "--yes")
    learner.save(SECOND, MINE + b"y = 2\n")
    done = learner.practise("attempts", 2, "--diff", 1)
    assert (done.code, "+y = 2" in done.out, "-x = 1" in done.out) == (0, True, False), done.all
    done = learner.practise("attempts", 2, "--diff", 1, 2)
    assert ("-x = 1" in done.out, f"+{UNUSABLE.decode().strip()}" in done.out) == (True, True)
    assert "are the same" in learner.practise("attempts", 2, "--diff", 2, 2).out
    assert learner.practise("attempts", 2, "--diff", 3).code == 2


def test_three_failures_at_one_check_lead_to_a_hint(learner: Learner) -> None:
    """Each of another content; before that nobody is told, and after the last hint neither."""
    for number in range(3):
        learner.save(FIRST, b"def consume(queue, count, handle): pass\n" + b"#" * number)
        done = learner.grade(1)
        assert ("nox -s hint -- 1" in done.out) == (number == 2), done.all
    learner.remember(**{FIRST.slug: learner.known(FIRST) | {"hints": len(FIRST.hints)}})
    assert "nox -s hint" not in learner.grade(1).out
    title = load_checks(FIRST.check_file)[1][0].title
    assert title[:20] in learner.practise("attempts", 1).out


def test_a_pass_says_how_to_go_on(learner: Learner) -> None:
    """How the answer compares with others, where to read on, and which exercise is next."""
    learner.save(FIRST, learner.solution(FIRST))
    done = learner.grade(1)
    assert done.code == 0, done.all
    said = words_of(done.out.partition("checks passed")[2])
    assert re.search(r"Yours has (\d+) lines of code, the reference \1;", said)
    assert re.search(r"takes it \d+\.\d\d s here, the reference \d+\.\d\d s\.", said)
    assert f"solutions/{FIRST.slug}.py" in said
    assert "nox -s walkthrough -- 1" in said
    assert f"Next: {SECOND.number} {SECOND.title}" in said


def test_a_damaged_verdict_costs_no_attempt(learner: Learner) -> None:
    """An attempt whose verdict cannot be read is an attempt without one."""
    learner.save(SECOND, MINE)
    learner.practise("reset", 2, "--yes")
    [kept] = (learner.state / "attempts" / SECOND.slug).glob("*.py")
    kept.with_suffix(".json").write_bytes(b"{")
    assert "not graded" in learner.practise("attempts", 2).out


# Questions


@pytest.mark.parametrize(
    ("answer", "goes_on"), [("y", True), ("YES", True), ("n", False), ("", False), ("maybe", False)]
)
def test_reset_asks(learner: Learner, answer: str, goes_on: bool) -> None:
    """Only a yes changes the file; anything else leaves it, and says so."""
    from terminal import terminal

    learner.save(SECOND, MINE)
    with (
        commands.place(learner.folder, PYTHONPATH="tests") as here,
        terminal(practice_words("reset", 2), here) as screen,
    ):
        screen.wait_for("[y/N]")
        assert learner.file(SECOND).read_bytes() == MINE
        screen.type(answer)
        assert screen.end() == 0
    expected = learner.starter(SECOND) if goes_on else MINE
    assert learner.file(SECOND).read_bytes() == expected
    assert ("Nothing was changed" in screen.shown) is not goes_on
    assert learner.attempts(SECOND.slug) == [MINE] * goes_on


def test_ctrl_c_at_the_question_changes_nothing(learner: Learner) -> None:
    """It ends at once, without a traceback."""
    from terminal import terminal

    learner.save(SECOND, MINE)
    with (
        commands.place(learner.folder, PYTHONPATH="tests") as here,
        terminal(practice_words("reset", 2), here) as screen,
    ):
        screen.wait_for("[y/N]")
        screen.interrupt()
        assert screen.end() == 130
    assert "Traceback" not in screen.shown
    assert learner.file(SECOND).read_bytes() == MINE


def test_the_walk_through_asks_before_the_exercise_is_solved(learner: Learner) -> None:
    """A no shows nothing of it."""
    pytest.importorskip("rich")
    from terminal import terminal

    with (
        commands.place(learner.folder, PYTHONPATH="tests") as here,
        terminal(practice_words("walkthrough", 2), here) as screen,
    ):
        screen.wait_for("not solved")
        screen.wait_for("[y/N]")
        screen.type("n")
        assert screen.end() == 0
    assert "Why it works" not in screen.shown


# Walk-throughs


def test_a_solved_exercises_walk_through_is_shown(learner: Learner) -> None:
    """It is rendered: at 80 columns, without Markdown's own signs, and piped without colour."""
    pytest.importorskip("rich")
    learner.remember(**{SECOND.slug: {"solved_at": "2026-01-01T12:00:00Z"}})
    done = learner.practise("walkthrough", 2)
    assert done.code == 0, done.all
    assert "Why it works" in done.out
    assert "## " not in done.out
    assert "```" not in done.out
    assert ESCAPE not in done.out
    assert max(map(len, done.out.splitlines())) <= COLUMNS


@pytest.mark.parametrize("exercise", EXERCISES, ids=[e.slug for e in EXERCISES])
def test_every_walk_through_can_be_shown_in_ascii(learner: Learner, exercise: Exercise) -> None:
    """A terminal that has no more than ASCII shows every page, tables too."""
    pytest.importorskip("rich")
    done = learner.practise("walkthrough", exercise.slug, "--yes", PYTHONIOENCODING="ascii:strict")
    assert done.code == 0, done.all
    assert done.out.isascii()
    assert "Traceback" not in done.all


# Usage


@pytest.mark.parametrize("command", ["hint", "watch", "reset", "attempts", "walkthrough"])
def test_help_explains_each_command(learner: Learner, command: str) -> None:
    """-h names the command as it is typed, its options, and the exit codes."""
    done = learner.practise(command, "-h")
    assert done.code == 0, done.all
    assert f"usage: nox -s {command} -- [-h]" in done.out
    assert "Exit code: 0 done, 1 not done, 2 wrong usage, 3" in words_of(done.out)


@pytest.mark.parametrize(
    "words",
    [
        ("hint", "99"),
        ("hint", "1-2"),
        ("reset",),
        ("walkthrough",),
        ("walkthrough", "2"),
        ("attempts", "--restore", "1"),
        ("attempts", "2", "--restore", "x"),
        ("hint", "2", "--nonsense"),
        ("juggle",),
        (),
    ],
)
def test_wrong_usage_is_one_line(learner: Learner, words: tuple[str, ...]) -> None:
    """It ends with exit code 2 and one line that says what is wrong."""
    done = learner.practise(*words)
    assert done.code == 2, done.all
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("ipc-kata: ")


def test_no_exercise_is_known_by_name() -> None:
    """Practice works for whatever the catalog has."""
    parts = [part for e in EXERCISES for part in (e.slug, e.slug.partition("_")[2])]
    names = [part for part in parts if "_" in part]  # a picture, say, is what a failure has too
    for path in (ROOT / "tests/practice").glob("*.py"):
        text = path.read_text(encoding="utf-8").replace("ex02_sentinel", "", 1)  # in the help
        assert not [name for name in names if name in text], path
