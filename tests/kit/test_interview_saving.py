"""What keeps an interview: the journal, the clock, and the state that is rebuilt from them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from examiner import catalog
from interview import content, pick
from interview.clock import PHASES, Clock, remaining, stopwatch
from interview.console import Alarm, Console
from interview.journal import AlreadyOpen, Journal, read
from interview.pick import Record
from interview.room import Room
from interview.state import State, rebuilt

EXERCISES = catalog.load()


class FakeTime:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.seconds


class Scripted(Console):
    """A console whose candidate takes some seconds for each line."""

    def __init__(self, time: FakeTime, *lines: tuple[float, str]) -> None:
        super().__init__()
        self.time = time
        self.script = list(lines)
        self.said: list[str] = []

    def say(self, text: str, **_: str) -> None:
        """Keep what is said."""
        self.said.append(text)

    def ask(self, prompt: object, alarm: Alarm | None = None) -> str:
        """Let the seconds pass, ring if they are over, and answer."""
        seconds, line = self.script.pop(0)
        self.time.seconds += seconds
        if alarm is not None and seconds >= alarm.seconds:
            alarm.ring()
        return line


def room(folder: Path, console: Scripted, journal: Journal) -> Room:
    """Return a room in which an interview of 45 minutes has just begun."""
    exercise = EXERCISES[0]
    return Room(
        console, Clock(0.0, console.time), journal, State(), exercise, content.load(exercise),
        folder,
    )  # fmt: skip


def test_the_phases_share_45_minutes() -> None:
    """2, 4, 4, 18, 4, 5, 6 and 2 of 45, recall on top; other lengths in proportion."""
    assert [phase.budget(45) / 60 for phase in PHASES] == [2, 2, 4, 4, 18, 4, 5, 6, 2]
    assert sum(phase.budget(30) for phase in PHASES[1:]) == pytest.approx(30 * 60)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1080, "18 min left"),
        (59, "under 1 min left"),
        (0, "time is up"),
        (-59, "time is up"),
        (-125, "2 min over"),
    ],
)
def test_the_time_left_is_told_in_minutes(seconds: float, words: str) -> None:
    """The prompt's time changes once a minute, and goes on when a phase is over."""
    assert remaining(seconds) == words


def test_seconds_read_like_a_stopwatch() -> None:
    """Minutes and two digits of seconds."""
    assert (stopwatch(5), stopwatch(65.4), stopwatch(3600)) == ("0:05", "1:05", "60:00")


def test_a_phase_nudges_once_and_locks_nobody_out(tmp_path: Path) -> None:
    """After 18 minutes of coding one nudge comes; lines are still taken, and the time is kept."""
    console = Scripted(FakeTime(), (60, "one"), (1100, "two"), (600, "three"), (0, "done"))
    with Journal(tmp_path) as journal:
        here = room(tmp_path, console, journal)
        here.record("enter", phase="code")
        assert list(here.lines("help")) == ["one", "two", "three"]
        here.record("leave")
    nudges = [text for text in console.said if text.startswith("Time for code is up")]
    assert len(nudges) == 1
    assert "18:00 minutes" in nudges[0]
    assert here.state.spent == {"code": 1760.0}


def test_a_pause_does_not_count(tmp_path: Path) -> None:
    """Resumed hours later, the clock goes on where the last line stood."""
    time = FakeTime()
    with Journal(tmp_path) as journal:
        here = room(tmp_path, Scripted(time), journal)
        here.record("enter", phase="clarify")
        time.seconds += 100
        here.record("note", text="x")
    time.seconds += 10_000
    state = rebuilt(read(tmp_path))
    assert Clock(state.at, time).elapsed == 100


def test_a_heartbeat_keeps_the_time_of_a_silent_phase(tmp_path: Path) -> None:
    """Beats move the clock and nothing else."""
    with Journal(tmp_path) as journal:
        journal.append("enter", 3.0, phase="code")
        journal.append("beat", 63.0)
    state = rebuilt(read(tmp_path))
    assert (state.phase, state.entered, state.at) == ("code", 3.0, 63.0)


@pytest.mark.parametrize(
    "torn", [b'{"kind": "note", "at": 9', b'{"kind": 3}\n', b"\xff\n", b"[]\n"]
)
def test_a_torn_last_line_is_cut_off(tmp_path: Path, torn: bytes) -> None:
    """What was being written when the power went is dropped, all before it is kept."""
    with Journal(tmp_path) as journal:
        journal.append("note", 1.0, text="kept")
    path = tmp_path / "events.jsonl"
    path.write_bytes(path.read_bytes() + torn)
    with Journal(tmp_path) as journal:
        assert [record.data["text"] for record in journal.records] == ["kept"]
        journal.append("note", 2.0, text="new")
    assert [event.data["text"] for event in read(tmp_path)] == ["kept", "new"]


def test_every_line_is_json_of_its_own(tmp_path: Path) -> None:
    """Any text fits on one line, lone surrogates too."""
    with Journal(tmp_path) as journal:
        journal.append("note", 1.0, text='"\n\u2028\udcff日')
    (line,) = (tmp_path / "events.jsonl").read_text(encoding="ascii").splitlines()
    assert json.loads(line)["text"] == '"\n\u2028\udcff日'


def test_a_journal_has_one_holder(tmp_path: Path) -> None:
    """Who opens it a second time is told."""
    with Journal(tmp_path), pytest.raises(AlreadyOpen, match="another terminal"):
        Journal(tmp_path)


def test_an_unknown_event_is_no_harm() -> None:
    """A journal of a later version can be read."""
    assert rebuilt([]).finished is False


KNOWN = Record(Counter({"ex01_consumer_loop": 3, "ex02_sentinel": 1}), frozenset(), "")


@pytest.mark.parametrize(
    ("known", "chosen"),
    [
        (KNOWN, "ex02_sentinel"),
        (Record(KNOWN.times, frozenset({"ex01_consumer_loop"}), ""), "ex01_consumer_loop"),
        (Record(KNOWN.times, frozenset({"ex02_sentinel"}), "ex02_sentinel"), "ex01_consumer_loop"),
    ],
)
def test_what_was_failed_or_least_practised_is_chosen(known: Record, chosen: str) -> None:
    """Failed comes first, then the least practised; never the same twice in a row."""
    assert pick.choose(EXERCISES[:2], known, 45, seed=1).slug == chosen


def test_an_exercise_fits_the_time() -> None:
    """A short interview takes a short exercise, if there is one; a level is a level."""
    nothing = Record(Counter(), frozenset(), "")
    for seed in range(10):
        assert pick.choose(EXERCISES, nothing, 20, seed).minutes <= 12
        assert pick.choose(EXERCISES, nothing, 45, seed, "core").level == "core"
    with pytest.raises(pick.NothingFits, match="stretch"):
        pick.choose(EXERCISES[:2], nothing, 45, 1, "stretch")
