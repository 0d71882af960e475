"""An amplifier shows its defect every time, and spares programs that are right."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import trials

from examiner import expect
from examiner.facts.outcome import Outcome
from examiner.judging.judge import judge
from examiner.stage import amplifiers
from examiner.telling import haste, lost, timeline
from examiner.telling.chronicle import chronicle

COUNTS = trials.program("amplified", "counts_together")

OVERTAKING = """
from examiner.stage.amplifiers.overtake_readers import overtake_readers

def play(stage, input_0, input_1):
    stage.amplify(overtake_readers, 2)
    stage.tell("sum", stage.call("run", input_0, input_1))
"""

KINDS = [
    "Value", "its object", "Array", "its elements", "RawValue", "RawArray", "manager's dict",
    "manager's list", "manager's Value",
]  # fmt: skip

SENDS = trials.program("amplified", "sends_bytes")

WEIGHING = """
from examiner.stage.amplifiers.weigh_traffic import weigh_traffic

def play(stage, input_0):
    stage.amplify(weigh_traffic)
    stage.call("run", input_0)
"""

HALVING = """
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.props import pauses

def play(stage, input_0):
    stage.amplify(in_halves, 50_000, pauses(0.3))
    stage.call("run", input_0)
"""

WAITS = trials.program("amplified", "waits_for_data")

HASTE = """
from examiner.stage.amplifiers.short_timeouts import short_timeouts

def play(stage, input_0, input_1):
    stage.amplify(short_timeouts)
    stage.tell("heard", stage.call("run", input_0, input_1))
"""

WORKS = trials.program("amplified", "works_in_a_child")

IDLENESS = """
from examiner.stage.amplifiers.idle_children import idle_children

def play(stage):
    stage.amplify(idle_children)
    stage.tell("done", stage.call("run"))
"""

METHODS = ["fork", "fork", "spawn", "spawn"]
"""Several rounds under each of the two that differ: a race that needed luck would not lose in all."""


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[trials.Stand]:
    """Return what runs the trials of all tests."""
    with trials.Stand(tmp_path_factory.mktemp("amplified"), slots=6) as stand:
        yield stand


def outcomes(
    stand: trials.Stand, kind: str, methods: Iterable[str], *, locked: bool
) -> list[Outcome]:
    """Return what two processes do with a shared thing, once for each of the start methods."""
    jobs = [stand.submit(COUNTS, kind, locked, method=m, scene=OVERTAKING) for m in methods]
    return [stand.outcome(job) for job in jobs]


@pytest.mark.parametrize("kind", KINDS)
def test_who_is_overtaken_between_a_read_and_a_write_loses_every_time(
    stand: trials.Stand, kind: str
) -> None:
    """Without a lock both processes read before either writes, in every round."""
    for outcome in outcomes(stand, kind, METHODS, locked=False):
        assert outcome.values("sum") in (["2"], ["3"]), judge(outcome, []).message
        assert "before either wrote: one of their updates is lost" in lost.told(outcome)


@pytest.mark.parametrize("kind", KINDS)
def test_who_holds_a_lock_from_a_read_to_a_write_loses_nothing(
    stand: trials.Stand, kind: str
) -> None:
    """With a lock the sum is right, and the trial passes."""
    right = [expect.value("sum", 4, "the sum")]
    for outcome in outcomes(stand, kind, set(METHODS), locked=True):
        assert judge(outcome, right).verdict == "passed", judge(outcome, right).message
        assert lost.told(outcome) == ""


WAYS = {"queue": (100_000, 100_000), "bytes": (100_000, 100_000), "argument": (0, 100_000)}
"""Way to send 100,000 bytes → what is weighed under fork, which pickles no arguments, and spawn."""


@pytest.mark.parametrize("way", WAYS)
def test_what_processes_send_each_other_is_weighed(stand: trials.Stand, way: str) -> None:
    """Pickles, bytes and a process's arguments count, whoever sends them; so does what comes."""
    for method, size in zip(("fork", "spawn"), WAYS[way], strict=True):
        outcome = stand.play(SENDS, way, method=method, scene=WEIGHING)
        assert judge(outcome, []).verdict == "passed"
        sent = sum(entry["bytes"] for entry in outcome.of("sent"))
        assert size - 5_000 < sent < size + 5_000
        received = sum(entry["bytes"] for entry in outcome.of("received"))
        assert way == "argument" or size - 5_000 < received < size + 5_000


@pytest.mark.parametrize("way", WAYS)
def test_what_a_child_sends_comes_in_halves(stand: trials.Stand, way: str) -> None:
    """In between is what shall happen there; then the rest comes, and nothing is lost."""
    outcome = stand.play(SENDS, way, scene=HALVING)
    assert judge(outcome, []).verdict == "passed"
    parts = outcome.of("half", "whole")
    assert [entry["kind"] for entry in parts] == ([] if way == "argument" else ["half", "whole"])
    if parts:
        half, whole = parts
        assert half["key"] == whole["key"]
        assert whole["t"] - half["t"] >= 0.3e9


@pytest.mark.parametrize("way", ["get", "poll", "wait", "acquire"])
def test_who_takes_silence_for_the_end_hears_nothing(stand: trials.Stand, way: str) -> None:
    """A minute's wait ends before the data come, and that is told; who waits again gets them."""
    jobs = {
        (patient, method): stand.submit(WAITS, way, patient, method=method, scene=HASTE)
        for patient in (False, True)
        for method in METHODS
    }
    for (patient, _), job in jobs.items():
        outcome = stand.outcome(job)
        assert outcome.values("heard") == ["7" if patient else "None"], judge(outcome, []).message
        assert len(haste.told(outcome)) == (not patient)  # who waits again need not know
        cells = [cell.text for cell in timeline.cells(chronicle(outcome, []))]
        assert f"{way}: 60 s cut short" in cells


@pytest.mark.parametrize("method", trials.METHODS)
def test_idle_children_do_nothing(stand: trials.Stand, method: str) -> None:
    """They end with code 0, and a manager's server works on."""
    outcome = stand.play(WORKS, method=method, scene=IDLENESS)
    assert outcome.values("done") == ["[{}, 0]"], judge(outcome, []).message


DOES = trials.program("amplified", "does_in_a_child")

TELLING = """
from examiner.stage.amplifiers.{name} import {name}

def play(stage, input_0):
    stage.amplify({name})
    stage.call("run", input_0)
"""

TOLD = {
    "tell_mapping": ("array", "mapped"),
    "tell_records": ("record", "record"),
    "tell_threads": ("thread", "make"),
    "weigh_reading": ("read", "read"),
}
"""Amplifier that only tells → what a child does, and the kind of entry that says so."""


@pytest.mark.parametrize("method", trials.METHODS)
@pytest.mark.parametrize("name", TOLD)
def test_what_a_child_does_is_told(stand: trials.Stand, name: str, method: str) -> None:
    """Under every start method the child's log has it, and the program is none the worse."""
    what, kind = TOLD[name]
    outcome = stand.play(DOES, what, method=method, scene=TELLING.format(name=name))
    entries = [entry for entry in outcome.of(kind) if entry["pid"] != outcome.main]
    assert entries, judge(outcome, []).message
    assert judge(outcome, []).verdict == "passed"


def test_a_lock_is_told_that_is_held_while_something_is_recorded(stand: trials.Stand) -> None:
    """Its key is that of the call which took it."""
    outcome = stand.play(DOES, "record", scene=TELLING.format(name="tell_records"))
    [held] = [entry["held"] for entry in outcome.of("record")]
    assert held == [e["key"] for e in outcome.of("call") if e["plain"] == "proxy.acquire()"]


SHARES = trials.program("amplified", "shares_work")

MEETING = """
from examiner.stage.amplifiers.{name} import {name}

def play(stage, input_0):
    stage.amplify({name}, 3)
    stage.tell("worked", stage.call("run", input_0))
"""


@pytest.mark.parametrize("method", trials.METHODS)
@pytest.mark.parametrize("name", ["meet_at_checksums", "meet_at_messages"])
def test_who_meets_at_work_leaves_some_to_the_others(
    stand: trials.Stand, name: str, method: str
) -> None:
    """Each of three gets a job; where nobody else comes, one does all of them."""
    scene = MEETING.format(name=name)
    jobs = {count: stand.submit(SHARES, count, method=method, scene=scene) for count in (3, 1)}
    for count, job in jobs.items():
        outcome = stand.outcome(job)
        assert outcome.values("worked") == [str(count)], judge(outcome, []).message
        assert len({entry["pid"] for entry in outcome.of("work")} - {outcome.main}) == count


CROSSES = trials.program("amplified", "takes_two_locks")

CROSSING = """
from examiner.stage.amplifiers.meet_at_locks import meet_at_locks
from examiner.stage.props import Shuffled

def play(stage, input_0):
    stage.amplify(meet_at_locks, 2)
    stage.tell("orders", stage.call("run", input_0, Shuffled))
"""


@pytest.mark.parametrize("method", METHODS)
def test_who_takes_two_locks_in_two_orders_stands_still(stand: trials.Stand, method: str) -> None:
    """Each time; whoever takes them in one order gets through, alone as well."""
    jobs = {way: stand.submit(CROSSES, way, method=method, scene=CROSSING)
            for way in ("crossed", "straight", "alone")}  # fmt: skip
    outcomes = {way: stand.outcome(job) for way, job in jobs.items()}
    verdicts = {way: judge(outcome, []).verdict for way, outcome in outcomes.items()}
    assert verdicts == {"crossed": "deadlock", "straight": "passed", "alone": "passed"}


@pytest.mark.parametrize("method", METHODS)
def test_shuffled_objects_have_no_order_by_address(stand: trials.Stand, method: str) -> None:
    """Addresses rise in one child, and fall in the next; a fork has those of its parent."""
    outcome = stand.play(CROSSES, "addresses", method=method, scene=CROSSING)
    [orders] = outcome.values("orders")
    assert (orders == "['falling', 'rising']") == (method != "fork"), judge(outcome, []).message


FEELS = trials.program("amplified", "feels_the_machine")

FEELING = """
from examiner.stage.amplifiers.{name} import {name}

def play(stage, input_0):
    stage.amplify({name}, *{arguments})
    stage.tell("felt", stage.call("run", input_0))
"""

FELT: dict[str, tuple[tuple[float, ...], str, float, float]] = {
    "cut_messages": ((), "dying_message", -9, -9),
    "late_at_events": ((0.2, 0.3), "event", 500, 1e9),
    "late_children": ((0.5,), "born", 500, 1e9),
    "late_ends": ((0.5,), "end", 500, 1e9),
    "late_feeders": ((0.5,), "fed_message", 500, 1e9),
    "late_send": ((0.5,), "first_message", 500, 1e9),
    "long_timeouts": ((5,), "silence", 450, 1e9),
    "looks_late": ((0.5,), "look", 500, 1e9),
    "narrow_pipes": ((), "pipe_size", 4_096_000, 4_096_000),
    "one_processor": ((), "processors", 1_000, 1_000),
    "short_naps": ((), "nap", 0, 2_500),
    "late_kills": ((), "kill", 100, 1e9),
    "late_receive": ((0.5,), "first_read", 500, 1e9),
}
"""Amplifier → its arguments, what a child measures, and what it finds: milliseconds, bytes, an exit code."""


@pytest.mark.parametrize("method", trials.METHODS)
@pytest.mark.parametrize("name", FELT)
def test_it_is_felt_in_child_processes(stand: trials.Stand, name: str, method: str) -> None:
    """Whatever the start method is, a child lives on the machine that the amplifier makes."""
    arguments, what, least, most = FELT[name]
    scene = FEELING.format(name=name, arguments=arguments)
    outcome = stand.play(FEELS, what, method=method, scene=scene)
    (felt,) = outcome.values("felt")
    assert least <= float(felt) <= most, judge(outcome, []).message


def test_every_amplifier_has_its_test() -> None:
    """Those above, those in this table, and one that signals need are all."""
    folder = Path(amplifiers.__file__).parent
    found = {path.stem for path in folder.glob("*.py")}
    found -= {"__init__", "locks", "replacing", "timed_waits"}
    others = {
        "idle_children", "in_halves", "meet_at_checksums", "meet_at_locks", "meet_at_messages",
        "overtake_readers", "short_timeouts", "slow_starts", "weigh_traffic",
    }  # fmt: skip
    assert found == others | FELT.keys() | TOLD.keys()
