"""Whole interviews on a real terminal: solved, unsolved, killed in every phase, left in any way."""

import json
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import commands
import pytest
from interviews import Candidate, Desk, desk, editor_that_solves
from learner import CHECKS_OF_FIRST
from platforms import needs_proof
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from examiner import catalog
from interview import content
from interview.conduct import leaving_by_signal
from interview.console import Alarm, Left, Terminal
from interview.material import Content, Kind

pytestmark = pytest.mark.timeout(300)
pytest.importorskip("pexpect")
pytest.importorskip("pty")

SLUG = "ex02_sentinel"
DIMENSIONS = 6


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Desk]:
    """Return a fresh copy of the kit to hold interviews in."""
    with desk(tmp_path) as place:
        yield place


def scorecard(at: Desk) -> dict[str, Any]:
    """Return the last interview's scorecard."""
    card: dict[str, Any] = json.loads((at.latest / "scorecard.json").read_text(encoding="utf-8"))
    return card


def is_kept(at: Desk, text: str) -> bool:
    """Wait until a line that was typed is in the journal."""
    journal = at.latest / "events.jsonl"
    return commands.wait_until(lambda: f'"{text}"' in journal.read_text(encoding="utf-8"))


def material() -> Content:
    """Return what is prepared for the exercise."""
    return content.load(next(each for each in catalog.load() if each.slug == SLUG))


def in_full() -> list[str]:
    """Return answers that have every key fact, for the questions on exercise 2 in their order."""
    asked = material().follow_ups
    facts = {kind: [entry.facts for entry in asked if entry.kind is kind] for kind in Kind}
    own = ["\n".join(fact for entry in content.own_questions() for fact in entry.facts)] * 2
    order = (Kind.KILLED, Kind.PLAIN, Kind.SCALE, Kind.HARDER)
    return [*own, *("\n".join(facts[kind][0]) for kind in order)]


def follow_ups(candidate: Candidate, answers: Sequence[str]) -> None:
    """Answer one follow-up question after the other."""
    for answer in answers:
        candidate.types(*answer.splitlines(), "done")


def self_scores(candidate: Candidate) -> None:
    """Give oneself a three in everything."""
    candidate.sees("Phase 8 of 8")
    candidate.types(*["3"] * DIMENSIONS)


def test_a_solved_interview(at: Desk) -> None:
    """Ask, plan, edit, run, predict, answer, score: the checks pass, and the band says so."""
    editor = editor_that_solves(at.kit, SLUG)
    with at.terminal("--exercise", 2, EDITOR=editor) as candidate:
        candidate.sees("leaves things open on purpose")
        candidate.types("")
        candidate.types("Can an item be None?")
        candidate.sees("Items are never None")
        candidate.types(
            "How many producers and consumers are there?",
            "Can the list be empty, or very long?",
            "Can handle raise an exception?",
            "What has to be true when run returns?",
            "done",
        )
        assert "maybe 200,000 long" in candidate.sees("Worth asking, and not asked")
        candidate.types(*material().approach[:3], "done")
        candidate.types("edit", "run")
        candidate.sees("That is what the example should print")
        candidate.types("done")
        candidate.types("falsy items", "empty list", "a slow item", "many items", "done")
        candidate.sees("9 of 9 checks passed")
        candidate.types("")
        candidate.sees("there is nothing to mend")
        follow_ups(candidate, in_full()[:5])
        candidate.sees("A harder one")
        follow_ups(candidate, in_full()[5:])
        self_scores(candidate)
        shown = candidate.ends()
        assert candidate.code == 0
    assert "Overall: strong hire" in shown
    card = scorecard(at)
    assert (card["band"], card["solved"]) == ("strong hire", True)
    assert [score["proposed"] for score in card["scores"]] == [4] * DIMENSIONS
    assert [score["own"] for score in card["scores"]] == [3] * DIMENSIONS
    starter = at.kit / "tests" / "answers" / SLUG / "starter.py"
    assert (at.kit / "exercises" / f"{SLUG}.py").read_bytes() == starter.read_bytes()


@needs_proof
def test_a_deadlocking_answer(at: Desk) -> None:
    """The starter hangs: the example is ended, the deadlock is proved, pictured, and decides."""
    with at.terminal("--exercise", 2) as candidate:
        candidate.types("", "done", "done", "run")
        candidate.sees("had not ended after 10 seconds")
        candidate.types("done", "done")
        candidate.sees("0 of 9 checks passed")
        candidate.types("")
        candidate.sees("You handed in the starter")
        follow_ups(candidate, ["asdf"] * 4)
        self_scores(candidate)
        shown = candidate.ends()
    assert "Overall: no hire" in shown
    card = scorecard(at)
    assert "the starter was handed in as it was" in card["because"]
    assert [d["title"] for d in card["deadlocks"]] == [card["checks"][0]["title"]]
    assert card["deadlocks"][0]["picture"][0].split() == ["time", "main", "producer", "consumer"]
    assert card["next"]["slug"] == SLUG
    for name in ("scorecard.md", "scorecard.html"):
        assert "join consumer ■" in (at.latest / name).read_text(encoding="utf-8")


def test_what_is_typed_while_the_checks_run_is_forgotten(at: Desk) -> None:
    """It would lock answers to questions that have not been asked yet."""
    with at.terminal("--exercise", 2) as candidate:
        candidate.types("", "done", "done", "done", "done")
        candidate.sees("Running the hidden checks")
        for _ in range(3):
            candidate.child.sendline("done")
        candidate.sees("checks passed")
        candidate.sees("Look at it as long as you like")
        candidate.types("")
        candidate.sees("Question 1")
        candidate.types("it waits")
        assert is_kept(at, "it waits")
        candidate.kill()


def test_a_kill_in_every_phase_loses_nothing(at: Desk) -> None:
    """Killed outright in each of the eight phases, the interview goes on with all that was said."""
    with at.terminal("--exercise", 2) as candidate:
        candidate.types("I note this")
        candidate.sees("Noted.")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.sees("Phase 1 of 8")
        candidate.types("", "kubernetes?", "no")
        candidate.sees("Decide, and say why")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.sees("Done so far: Brief.")
        candidate.types("no, for nobody said so")
        candidate.sees("Kept.")
        candidate.types("done", "get waits")
        assert is_kept(at, "get waits")
        candidate.kill()
    with at.terminal("--resume", EDITOR=editor_that_solves(at.kit, SLUG)) as candidate:
        candidate.sees("- get waits")
        candidate.types("done", "edit", "hint")
        candidate.sees("Hint 1 of 3:")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.sees("Done so far: Brief, Clarify,")
        candidate.types("done", "falsy")
        assert is_kept(at, "falsy")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.sees("- falsy")
        candidate.types("done")
        candidate.sees("9 of 9 checks passed")
        candidate.types("")
        candidate.sees("there is nothing to mend")
        follow_ups(candidate, ["asdf", "asdf", "consumer blocks"])
        candidate.sees("Is that in your answer?")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.sees("Your answer is locked")
        candidate.types("y")
        follow_ups(candidate, ["asdf"] * 3)
        candidate.types("4")
        candidate.sees("Problem solving")
        candidate.kill()
    with at.terminal("--resume") as candidate:
        candidate.types(*["3"] * (DIMENSIONS - 1))
        candidate.ends()
        assert candidate.code == 0
    card = scorecard(at)
    assert len(at.sessions) == 1
    assert card["pauses"] == 7
    assert card["notes"] == ["I note this"]
    assert card["decided"] == [{"question": "kubernetes?", "decision": "no, for nobody said so"}]
    assert card["approach"] == ["get waits"]
    assert [hint["number"] for hint in card["hints"]] == [1]
    assert card["predictions"][0]["said"] == "falsy"
    assert card["follow_ups"][2]["answer"] == ["consumer blocks"]
    how = [fact["how"] for fact in card["follow_ups"][2]["facts"]]
    assert how == ["claimed", "missed", "missed", "missed"]
    assert [score["own"] for score in card["scores"]] == [4, 3, 3, 3, 3, 3]
    assert card["solved"]


def test_ctrl_c_says_how_to_go_on(at: Desk) -> None:
    """Ctrl-C at a prompt ends with 130, and names the way back."""
    with at.terminal("--exercise", 1) as candidate:
        candidate.presses("c")
        assert "nox -s interview -- --resume" in candidate.ends()
        assert candidate.code == 130


def test_ctrl_d_says_how_to_go_on(at: Desk) -> None:
    """The end of input ends quietly, and names the way back."""
    with at.terminal("--exercise", 1) as candidate:
        candidate.presses("d")
        assert "nox -s interview -- --resume" in candidate.ends()
        assert candidate.code == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_loses_nothing(at: Desk, number: int) -> None:
    """A hang-up or a request to end leaves an interview that can be resumed."""
    with at.terminal("--exercise", 1) as candidate:
        candidate.types("kept")
        candidate.sees("Noted.")
        candidate.sees("] >")
        candidate.child.kill(number)
        candidate.ends()
        assert candidate.code == 0
    assert '"kept"' in (at.latest / "events.jsonl").read_text()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("typed", ["", "a line\n"], ids=["idle", "with the line's last key"])
def test_a_hang_up_within_a_task_of_the_prompt_is_heard(typed: str) -> None:
    """A signal lands in whatever the event loop is doing: a task must not keep it for itself."""
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        console = Terminal()

        def hang_up() -> None:
            keys.send_text(typed)
            signal.raise_signal(signal.SIGHUP)

        with leaving_by_signal(console), pytest.raises(Left, match="SIGHUP"):
            console.ask(lambda: "> ", Alarm(0.0, hang_up))


def test_a_kill_while_the_example_hangs_leaves_nothing(at: Desk) -> None:
    """What the example has started ends with the interview, even if that is killed."""
    with at.terminal("--exercise", 2) as candidate:
        candidate.types("", "done", "done", "run")
        assert commands.wait_until(lambda: any("example.py" in p for p in at.place.processes))
        candidate.kill()
        assert not commands.wait_until_empty(lambda: at.place.processes)


def test_ctrl_c_during_the_checks_leaves_nothing(at: Desk) -> None:
    """Ctrl-C while the hidden checks run ends all of them; resumed, they run from the start."""
    with at.terminal("--exercise", 1) as candidate:
        candidate.types("", "done", "done", "done", "done")
        assert commands.wait_until(lambda: any("-m examiner" in p for p in at.place.processes))
        candidate.interrupts()
        assert "--resume" in candidate.ends()
        assert candidate.code == 130
        assert not commands.wait_until_empty(lambda: at.place.processes)
    with at.terminal("--resume") as candidate:
        candidate.types("done")
        candidate.sees(f"0 of {CHECKS_OF_FIRST} checks passed")


def test_a_dumb_terminal_is_served_line_by_line(at: Desk) -> None:
    """Without a cursor that can be moved, lines are read as the terminal sends them."""
    with at.terminal("--exercise", 1, TERM="dumb") as candidate:
        assert "read line by line" in candidate.sees("Phase 1 of 8")
        candidate.types("by hand")
        candidate.sees("Noted.")
        candidate.presses("c")
        assert "--resume" in candidate.ends()
        assert "\x1b" not in candidate.child.before
        assert candidate.code == 130


def test_a_nudge_interrupts_no_line(at: Desk) -> None:
    """When the time of a phase is up, that is said above the line that is being typed."""
    with at.terminal("--exercise", 1, "--minutes", "0.5") as candidate:
        candidate.sees("] >")
        candidate.child.send("half a ")
        candidate.sees("Time for brief is up")
        candidate.child.send("sentence\n")
        candidate.sees("Noted.")
        candidate.presses("c")
        candidate.ends()
    assert '"half a sentence"' in (at.latest / "events.jsonl").read_text()


def test_an_interview_is_held_in_one_place(at: Desk) -> None:
    """While it is open in one terminal, it cannot be resumed in another."""
    with at.terminal("--exercise", 1) as candidate:
        candidate.sees("] >")
        second = at.hold([], "--resume")
        assert second.code == 2
        assert "open in another terminal" in second.err


def test_without_colour_there_is_none(at: Desk) -> None:
    """NO_COLOR holds for prompts and for Markdown; no line is longer than the terminal."""
    with at.terminal("--exercise", 1, NO_COLOR="1") as candidate:
        candidate.types("", "done")
        candidate.sees("Phase 3 of 8")
        candidate.presses("c")
        candidate.ends()
        shown = candidate.child.before
    assert "\x1b[1m" not in shown
    assert "\x1b[3" not in shown
