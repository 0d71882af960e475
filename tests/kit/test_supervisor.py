"""Whatever a trial does: it is ended, named for what it did, and nothing of it is left."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from platforms import SYSTEM, needs_proc, needs_server
from trials import (
    BELL,
    ENDED,
    SCENE_WITH_HANDLER,
    SHARED_MEMORY,
    TOKEN,
    Bell,
    Program,
    Stand,
    lives,
    marked,
    peak_memory,
    program,
    programs,
    remaining,
    shared,
    zombies,
)

from examiner.facts.endings import Ending
from examiner.facts.files import locked
from examiner.facts.job import Limits
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Verdict
from examiner.judging.judge import judge
from examiner.supervisor.elsewhere import Elsewhere
from examiner.supervisor.evidence import OUTPUT_KEPT
from examiner.supervisor.watch import QuietPause
from examiner.telling import explain

pytestmark = [
    needs_proc,
    pytest.mark.timeout(60),
]


class Sleepers(Elsewhere):
    """A system on which every process has slept a hundred times more at each look."""

    def __init__(self) -> None:
        self.looks = 0

    def sleeps(self, pid: int) -> dict[int, int]:
        self.looks += 1
        return {pid: 100 * self.looks}


MEGABYTE = 1 << 20

SERVER_MEMORY = 64 * MEGABYTE
"""What the process that runs the trials may use: three times what it needs when all is well."""

SHORT = Limits(deadline=0.5)
"""For programs that never end."""

REPORT = 8 * MEGABYTE
"""What a report may take, as JSON: a hundred times what a usual one takes."""

BOUNDED = 8.0
"""Seconds in which a trial whose limit is two must be answered, whatever it does to us."""

NEVER = "/nowhere/never"
"""A file that nobody makes: its folder is not there."""

LONG_TMPDIR = 48 + 4
"""Characters of a TMPDIR: what macOS has, and what a socket's path may be longer on Linux."""

UNRULY = [(each, method) for each in programs("unruly") for method in each.methods]

PATHS = os.pathsep.join(map(str, (Path(__file__).parent, Path(__file__).parents[1])))

DRIVER = """
import signal
import sys
from pathlib import Path
from trials import Stand, program
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
sources, temporary, token, bell = sys.argv[1:]
with Stand(Path(sources), temporary=Path(temporary), token=token) as stand:
    sleeper = program("single", "rings_and_sleeps")
    jobs = [stand.submit(sleeper, bell, "/nowhere/never") for _ in range(3)]
    jobs += [stand.submit(program("unruly", "child_in_session_of_its_own"), method="spawn")]
    for job in jobs:
        stand.outcome(job)
"""
"""An examiner of its own, to be ended from outside: three trials that ring twice, and one more."""


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A temporary folder that is not as deep as pytest's: a socket's path has 107 characters."""
    with tempfile.TemporaryDirectory(prefix="kit-") as folder:
        yield Path(folder)


@pytest.fixture
def stand(tmp_path: Path, short_path: Path) -> Iterator[Stand]:
    """A stand of which nothing may be left when it has closed."""
    temporary = short_path / "t"
    temporary.mkdir()
    with Stand(tmp_path, temporary=temporary) as stand:
        yield stand
    assert remaining(stand.token) == {}
    assert list(temporary.iterdir()) == []


@pytest.fixture
def bell(tmp_path: Path) -> Iterator[Bell]:
    """Something for programs to ring."""
    with Bell(tmp_path / "bell") as bell:
        yield bell


def assert_nothing_left(stand: Stand, *outcomes: Outcome) -> None:
    """No process, semaphore, shared memory or file of any trial exists."""
    assert stand.processes() == {}
    assert [name for outcome in outcomes for name in shared(outcome)] == []
    assert list(stand.temporary.glob("ipc-kata-*/*")) == []


def is_locked(path: Path) -> bool:
    """Does any process hold the lock of a file?"""
    with path.open("ab") as file:
        return not locked(file)


@pytest.mark.parametrize(("unruly", "method"), UNRULY, ids=str)
def test_unruly_program_is_ended_and_named(stand: Stand, unruly: Program, method: str) -> None:
    """An unruly program is ended, gets the verdict that it deserves, and leaves nothing."""
    outcome = stand.play(unruly, method=method)
    assert_nothing_left(stand, outcome)
    overlooked = "" if SYSTEM.proves else unruly.header("elsewhere")
    assert outcome.ending == (overlooked or unruly.header("ends"))
    assert judge(outcome, []).verdict == ("timeout" if overlooked else unruly.header("verdict"))


@pytest.mark.skipif(not SYSTEM.adopts_orphans, reason="it would have to be seen before it hides")
def test_daemon_without_a_past_is_found(stand: Stand, bell: Bell) -> None:
    """A daemon that has left session, environment, folder and descriptors behind is ended."""
    job = stand.submit(program("single", "daemon"), bell.path)
    (pid,) = bell.wait()
    outcome = stand.outcome(job)
    assert not lives(int(pid))
    assert_nothing_left(stand, outcome)
    assert judge(outcome, []).verdict is Verdict.LEAKED


def test_fleeing_process_is_caught(stand: Stand, tmp_path: Path) -> None:
    """A process that forks into new sessions faster than anyone can look is ended."""
    locks = [tmp_path / f"lock-{number}" for number in range(4)]
    fleeing = program("single", "keeps_forking_away")
    jobs = [stand.submit(fleeing, str(lock)) for lock in locks]
    outcomes = [stand.outcome(job) for job in jobs]
    assert [lock.name for lock in locks if is_locked(lock)] == []
    assert_nothing_left(stand, *outcomes)
    assert {judge(outcome, []).verdict for outcome in outcomes} == {Verdict.TIMEOUT}


def test_shared_things_of_a_killed_program_are_named(stand: Stand) -> None:
    """Semaphores and shared memory that a killed program leaves are listed, and removed."""
    outcome = stand.play(program("unruly", "killed_with_shared_things"), method="spawn")
    semaphores = [name for name in outcome.report["left"] if name.startswith("sem.mp-")]
    memory = [name for name in outcome.report["left"] if name.startswith("psm_")]
    assert len(semaphores) >= 3
    assert len(memory) == 1
    assert_nothing_left(stand, outcome)


def test_memory_of_a_program_that_kills_its_parent_is_removed(stand: Stand) -> None:
    """Shared memory is removed also if the program has killed the process that watches it."""
    name = f"psm_{stand.token}"
    outcome = stand.play(program("single", "makes_memory_and_kills_its_parent"), name)
    left = SHARED_MEMORY / name
    try:
        assert outcome.ending == "killed-warden"
        assert not left.exists()
    finally:
        left.unlink(missing_ok=True)


@pytest.mark.skipif(sys.version_info < (3, 13), reason="shared memory is always tracked")
def test_untracked_memory_is_removed(stand: Stand) -> None:
    """Shared memory that the program hides from the resource tracker is named, and removed."""
    name = f"psm_{stand.token}"
    outcome = stand.play(program("single", "makes_untracked_memory"), name)
    left = SHARED_MEMORY / name
    try:
        assert not left.exists()
        assert judge(outcome, []).verdict is Verdict.LEAKED
    finally:
        left.unlink(missing_ok=True)


def test_sixty_children_are_no_hog(stand: Stand) -> None:
    """Sixty children at once are allowed, and a right program with them passes."""
    outcome = stand.play(program("single", "sixty_children"))
    assert judge(outcome, []).verdict is Verdict.PASSED
    assert len(outcome.processes) == 61
    assert_nothing_left(stand, outcome)


@needs_server
def test_endless_output_is_kept_in_part(stand: Stand) -> None:
    """Of 200 MB of output only the beginning and the end are kept, and none of it in our memory."""
    outcome = stand.play(program("unruly", "prints_without_end"))
    assert len(outcome.report["output"]["out"]["text"]) <= 2 * OUTPUT_KEPT
    assert peak_memory(stand.server()) < SERVER_MEMORY


def test_any_output_is_harmless(stand: Stand) -> None:
    """Binary output, half characters and terminal escapes harm neither verdict nor terminal."""
    outcome = stand.play(program("single", "prints_anything"))
    assert judge(outcome, []).verdict is Verdict.PASSED
    shown = explain.printed(outcome)
    assert all(character == "\n" or character.isprintable() for character in shown)


@needs_server
def test_endless_log_is_bounded(stand: Stand) -> None:
    """A program that handles items without end is ended before its log fills our memory."""
    endless = program("single", "handles_for_ever")
    outcome = stand.play(endless, limits=Limits(deadline=2), scene=SCENE_WITH_HANDLER)
    assert outcome.ending != "self"
    assert judge(outcome, []).verdict is not Verdict.PASSED
    assert len(json.dumps(outcome.report)) < REPORT
    assert peak_memory(stand.server()) < SERVER_MEMORY


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff\xfe rubbish\n",
        b"rubbish without an end",
        b'{"kind": "call", "t": 1\n',
        b'[{"kind": "call"}]\n',
        b'{"kind": 7, "t": 1}\n',
        b'{"kind": "x", "t": "now"}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_garbled_log_is_no_pass(stand: Stand, data: bytes) -> None:
    """A right program that writes rubbish into the trial's log does not pass."""
    outcome = stand.play(program("single", "writes_into_log"), data)
    assert judge(outcome, []).verdict is Verdict.CRASHED
    assert outcome.report["garbled"] == 1
    assert_nothing_left(stand, outcome)


@pytest.mark.parametrize(
    "entry",
    [
        {"kind": "up", "t": 1},
        {"kind": "up", "t": 1, "pid": []},
        {"kind": "call", "t": 1, "pid": 1},
        {"kind": "make", "t": 1, "pid": 1},
        {"kind": "error", "t": 1, "pid": 1},
        {"kind": "start", "t": 1, "pid": 1, "child": {}},
        {"kind": "make", "t": 1, "pid": 1, "what": "Queue", "place": []},
        {"kind": "alive", "t": 1, "pid": 1, "processes": [1]},
        {"kind": "remains", "t": 1, "pid": 1, "descriptors": [1], "threads": []},
        {"kind": "scene", "t": 1, "pid": 1, "type": "X", "message": "", "frames": [[]]},
        {"kind": "answer", "t": 1, "pid": 1, "phase": "raise", "function": "run"},
    ],
    ids=json.dumps,
)
def test_misshapen_log_entry_is_no_pass(stand: Stand, entry: dict[str, object]) -> None:
    """An entry that lacks what its kind must have is a reason not to pass, and no error of ours."""
    line = json.dumps(entry).encode() + b"\n"
    outcome = stand.play(program("single", "writes_into_log"), line)
    assert judge(outcome, []).verdict is not Verdict.PASSED


def test_forged_log_entry_removes_no_file(stand: Stand, tmp_path: Path) -> None:
    """An entry that claims a file to be shared memory does not have it removed."""
    precious = tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    name = f"../..{precious}"
    line = (
        json.dumps({"kind": "memory", "t": 1, "pid": 1, "name": name, "place": ["", 0]}).encode()
        + b"\n"
    )
    stand.play(program("single", "writes_into_log"), line)
    assert precious.exists()


@pytest.mark.alone
@pytest.mark.timeout(BOUNDED)
@pytest.mark.parametrize(
    "how", ["truncate", "remove", "remove the folder", "put a pipe there", "put a folder there"]
)
def test_tampering_with_the_log_is_no_pass(stand: Stand, how: str) -> None:
    """A program that takes the trial's log away does not pass, and gets its verdict in time."""
    job = stand.submit(program("single", "tampers_with_log"), how, limits=Limits(wall=2))
    outcome = stand.outcome(job)
    assert judge(outcome, []).verdict is not Verdict.PASSED
    assert_nothing_left(stand, outcome)


@pytest.mark.alone
@pytest.mark.timeout(BOUNDED)
def test_program_that_stops_its_parent_gets_its_verdict(stand: Stand) -> None:
    """A program that stops the process that watches it is ended all the same, and does not pass."""
    limits = Limits(wall=2, grace=1)
    outcome = stand.play(program("single", "stops_its_parent"), limits=limits)
    assert outcome.ending is Ending.STOPPED_WARDEN
    assert judge(outcome, []).verdict is Verdict.CRASHED
    assert_nothing_left(stand, outcome)


@needs_server
def test_program_that_kills_the_server_is_told_from_those_beside_it(stand: Stand) -> None:
    """Whoever kills the process that runs all trials gets that verdict, and only they do."""
    echo = program("single", "returns_its_input")
    before = [stand.submit(echo, number) for number in range(2)]
    killer = stand.submit(program("single", "kills_its_grandparent"))
    after = [stand.submit(echo, number) for number in range(2)]
    outcomes = [stand.outcome(job) for job in [*before, *after]]
    assert [judge(outcome, []).verdict for outcome in outcomes] == [Verdict.PASSED] * 4
    outcome = stand.outcome(killer)
    assert outcome.ending is Ending.KILLED_SERVER
    assert judge(outcome, []).verdict is Verdict.CRASHED
    assert_nothing_left(stand, *outcomes)


@needs_server
def test_a_request_to_end_is_for_the_examiner(stand: Stand, bell: Bell, tmp_path: Path) -> None:
    """The process that runs all trials goes on until the examiner closes its end."""
    go = tmp_path / "go"
    job = stand.submit(program("single", "rings_and_sleeps"), bell.path, str(go))
    bell.wait(1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(stand.server(), number)
    go.touch()
    assert judge(stand.outcome(job), []).verdict is Verdict.PASSED


@needs_server
@pytest.mark.timeout(BOUNDED)
def test_what_is_written_to_its_parents_reaches_nobody(stand: Stand) -> None:
    """A program that writes into all that its parents have open forges no report, and stops none."""
    writer = program("single", "writes_to_its_parents")
    outcomes = [stand.play(writer, number, limits=Limits(wall=2)) for number in range(2)]
    assert [outcome.values("result") for outcome in outcomes] == [["0"], ["1"]]
    assert {judge(outcome, []).verdict for outcome in outcomes} == {Verdict.PASSED}


def test_a_slow_warden_is_not_the_programs_fault(stand: Stand, bell: Bell) -> None:
    """If it is not done long after its trial's limits, the kit says that of itself."""
    limits = Limits(deadline=60, wall=60, grace=-59.5)
    outcome = stand.play(program("single", "rings_and_sleeps"), bell.path, NEVER, limits=limits)
    finding = judge(outcome, [])
    assert finding.verdict is Verdict.EXAMINER_ERROR
    assert "the process that watches a trial was too slow" in finding.message
    assert_nothing_left(stand, outcome)


def test_a_trial_that_was_called_off_is_not_waited_for(stand: Stand, tmp_path: Path) -> None:
    """Whoever asks for its report afterwards is told so, and does not wait for ever."""
    job = stand.submit(program("single", "rings_and_sleeps"), str(tmp_path / "bell"), NEVER)
    stand.supervisor.close()
    with pytest.raises(LookupError, match="called off"):
        stand.supervisor.result(job)


def test_killed_parent_disturbs_no_other_trial(stand: Stand, bell: Bell, tmp_path: Path) -> None:
    """Trials that run while another one kills its parent go on, and pass."""
    go = tmp_path / "go"
    sleeper = program("single", "rings_and_sleeps")
    jobs = [stand.submit(sleeper, bell.path, str(go)) for _ in range(3)]
    bell.wait(6)
    killer = stand.play(program("unruly", "kills_its_parent"))
    assert killer.ending == "killed-warden"
    go.touch()
    outcomes = [stand.outcome(job) for job in jobs]
    assert [judge(outcome, []).verdict for outcome in outcomes] == [Verdict.PASSED] * 3
    assert_nothing_left(stand, *outcomes)


@needs_server
def test_killed_parents_leave_no_zombies(stand: Stand) -> None:
    """What is left below a killed parent is not only ended but reaped."""
    for _ in range(2):
        stand.play(program("unruly", "kills_its_parent"))
    assert zombies(stand.server()) == []


def test_many_trials_at_once_keep_apart(stand: Stand) -> None:
    """Trials that run side by side get their own inputs, and their reports are not mixed up."""
    echo = program("single", "returns_its_input")
    jobs = [
        stand.submit(echo, number, method=method)
        for number in range(4)
        for method in ("fork", "spawn")
    ]
    outcomes = [stand.outcome(job) for job in reversed(jobs)]
    assert [outcome.values("result") for outcome in outcomes] == [
        [str(outcome.job.inputs["input_0"])] for outcome in outcomes
    ]
    assert {judge(outcome, []).verdict for outcome in outcomes} == {Verdict.PASSED}
    assert_nothing_left(stand, *outcomes)


@pytest.mark.timeout(60)
def test_many_big_jobs_at_once_block_nobody(stand: Stand) -> None:
    """Jobs are submitted all at once, while the first big reports come back already."""
    much = program("single", "prints_much")
    jobs = [stand.submit(much, "y" * 100_000) for _ in range(20)]
    outcomes = [stand.outcome(job) for job in jobs]
    assert {judge(outcome, []).verdict for outcome in outcomes} == {Verdict.PASSED}


def test_long_temporary_path_is_no_obstacle(tmp_path: Path, short_path: Path) -> None:
    """Managers and the forkserver, which use sockets, work below as long a TMPDIR as macOS has."""
    temporary = short_path / ("l" * (LONG_TMPDIR - len(str(short_path)) - 1))
    temporary.mkdir()
    with Stand(tmp_path, temporary=temporary) as stand:
        outcome = stand.play(program("healthy", "uses_manager"), method="forkserver")
    assert judge(outcome, []).verdict is Verdict.PASSED


@pytest.mark.parametrize(
    ("name", "ending"), [("exits_at_once", "self"), ("child_blocked_on_empty_queue", "deadline")]
)
@pytest.mark.parametrize(("kind", "method"), [("1", "fork"), ("fresh", "spawn")])
def test_nothing_is_left_without_proc(
    stand: Stand, kind: str, method: str, name: str, ending: str
) -> None:
    """Where /proc tells nothing, and where there is no fork, all of a program is ended too."""
    limits = SHORT if ending == "deadline" else Limits()
    job = stand.submit_portable(program("unruly", name), kind, method, limits)
    outcome = stand.outcome(job)
    assert outcome.ending == ending
    assert judge(outcome, []).verdict is not Verdict.PASSED
    assert shared(outcome) == []


@pytest.mark.alone
def test_closing_ends_everything_at_once(stand: Stand, bell: Bell) -> None:
    """Closing while trials run and others wait ends all of them in two seconds."""
    sleeper = program("single", "rings_and_sleeps")
    for _ in range(6):
        stand.submit(sleeper, bell.path, NEVER)
    bell.wait(8)
    begun = time.monotonic()
    stand.supervisor.close()
    took = time.monotonic() - begun
    assert marked(stand.token) == {}
    assert list(stand.temporary.iterdir()) == []
    assert took < ENDED


def test_closed_supervisor_starts_anew(stand: Stand) -> None:
    """A supervisor may be closed when nothing was started, and twice; then it can be used again."""
    stand.supervisor.close()
    first = stand.play(program("single", "returns_its_input"), 1)
    stand.supervisor.close()
    stand.supervisor.close()
    second = stand.play(program("single", "returns_its_input"), 2)
    assert (first.values("result"), second.values("result")) == (["1"], ["2"])


@pytest.mark.alone
@pytest.mark.parametrize(
    "signals",
    [["SIGKILL"], ["SIGTERM"], ["SIGINT"], ["SIGINT", "SIGINT"]],
    ids=["killed", "terminated", "Ctrl-C", "Ctrl-C twice"],
)
def test_nothing_outlives_the_examiner(
    tmp_path: Path, short_path: Path, bell: Bell, signals: list[str]
) -> None:
    """If the examiner is killed or interrupted while trials run, they end within two seconds."""
    token = f"{os.getpid()}-driver-{'-'.join(signals)}"
    environment = os.environ | {TOKEN: token, "PYTHONPATH": PATHS}
    command = [sys.executable, "-c", DRIVER, str(tmp_path), str(short_path), token, bell.path]
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as driver:
        try:
            bell.wait(6)
            for name in signals:
                driver.send_signal(signal.Signals[name])
            code = driver.wait(BELL)
            left = remaining(token)
        finally:
            driver.kill()
    assert left == {}
    assert code == -signal.Signals[signals[0]]
    assert list(short_path.iterdir()) == []


def test_a_process_seen_late_is_measured_from_then_on() -> None:
    """What it did before a quiet pause is not counted as done in the pause."""
    pause = QuietPause(Sleepers(), [1])
    pause.sample([1, 2])
    pause.sample([2])
    wakes = {pid: spent[-1] for pid, spent in pause.plain()["spent"].items()}
    assert wakes == {1: 100, 2: 100}
