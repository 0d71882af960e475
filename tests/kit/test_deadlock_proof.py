"""A deadlock is proved soon, whatever it is made of; what can still move is never called one."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from platforms import needs_proof
from trials import Program, Stand, latency, program, programs, spinning, waits

from examiner.facts.files import locked
from examiner.facts.job import Job, Limits
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Verdict
from examiner.judging.judge import judge
from examiner.telling import diagnosis

pytestmark = [
    needs_proof,
    pytest.mark.timeout(120),
]

SOON = 4.0
"""Seconds from the last step to the verdict, at most. It takes a tenth of a second, and the
benchmark says so precisely; this bound tells a proof from a deadline on any machine."""

PATIENT = Limits(deadline=20.0, wall=24.0)
"""For programs that are right: they must not be ended for being slow beside eight spinners."""

SHORT = Limits(deadline=0.8)
"""For programs that only something outside their trial could wake."""

SPINNERS = {"calm": 0, "loaded": 8}
"""Processes that spin beside."""

ROUNDS = {"calm": 2, "loaded": 2}
"""A false proof would take chance, so each program gets several, and goes on for a while in each."""

SLOTS = 8
"""Healthy programs at a time: they mostly sleep."""

KILLINGS = 4
"""Rounds in which being ended must not count; each has ten listeners that could make it count."""

Case = tuple[Program, str]
"""A program and a start method."""


def cases(folder: str) -> pytest.MarkDecorator:
    """Parametrise a test with all programs of one kind, each under its start methods."""
    found = [(program, method) for program in programs(folder) for method in program.methods]
    return pytest.mark.parametrize("case", found, ids=[f"{p}-{method}" for p, method in found])


class Batch:
    """Trials that run side by side; tests ask for their outcomes one after another."""

    def __init__(self, stand: Stand, jobs: dict[Case, list[Job]]) -> None:
        """All jobs have been submitted."""
        self._stand = stand
        self._jobs = jobs
        self._outcomes: dict[Case, list[Outcome]] = {}

    def __getitem__(self, case: Case) -> list[Outcome]:
        """Return the outcomes of a case, one a round."""
        if case not in self._outcomes:
            self._outcomes[case] = [self._stand.outcome(job) for job in self._jobs[case]]
        return self._outcomes[case]


def selected(request: pytest.FixtureRequest, test: str) -> list[Case]:
    """Return the cases of the tests that run, so that one test alone starts its trials alone."""
    found: list[Any] = [
        item.callspec.params["case"]
        for item in request.session.items
        if isinstance(item, pytest.Function) and item.originalname.startswith(test)
    ]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def deadlocks(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Batch]:
    """All deadlocked programs, run once."""
    wanted = selected(request, "test_deadlock_")
    with Stand(tmp_path_factory.mktemp("deadlocks")) as stand:
        yield Batch(stand, {case: [stand.submit(case[0], method=case[1])] for case in wanted})


@pytest.fixture(scope="module", params=list(ROUNDS))
def healthy(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Batch]:
    """All healthy programs, run several times, on a machine at rest and on a busy one.

    The outcomes are waited for here, so that the spinners end as soon as they can.
    """
    wanted = selected(request, "test_healthy_")
    load = request.param
    with Stand(tmp_path_factory.mktemp(load), slots=SLOTS) as stand:
        with spinning(SPINNERS[load]):
            rounds = range(ROUNDS[load])
            batch = Batch(
                stand,
                {
                    case: [stand.submit(case[0], method=case[1], limits=PATIENT) for _ in rounds]
                    for case in wanted
                },
            )
            for case in wanted:
                batch[case]
        yield batch


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """A stand for one test."""
    with Stand(tmp_path) as stand:
        yield stand


@pytest.mark.alone
@cases("deadlocked")
def test_deadlock_is_proved(deadlocks: Batch, case: Case) -> None:
    """A deadlock is proved, and the verdict says so."""
    (outcome,) = deadlocks[case]
    assert outcome.ending == "proof"
    assert judge(outcome, []).verdict is Verdict.DEADLOCK


@pytest.mark.alone
@cases("deadlocked")
def test_deadlock_is_proved_soon(deadlocks: Batch, case: Case) -> None:
    """The verdict comes shortly after the program's last step."""
    (outcome,) = deadlocks[case]
    seconds = latency(outcome)
    print(f"proved {seconds:.3f} s after the last step")
    assert 0 <= seconds < SOON


@pytest.mark.alone
@cases("deadlocked")
def test_deadlock_shows_who_waits_where(deadlocks: Batch, case: Case) -> None:
    """Everyone who waits is shown, with the call and the line; nobody else is."""
    (outcome,) = deadlocks[case]
    assert waits(outcome) == case[0].waits


@pytest.mark.alone
@cases("deadlocked")
def test_deadlock_is_named(deadlocks: Batch, case: Case) -> None:
    """One sentence says what has happened."""
    (outcome,) = deadlocks[case]
    sentence = diagnosis.situation(outcome, diagnosis.blocked(outcome))
    assert case[0].header("says") in sentence


@pytest.mark.alone
@cases("healthy")
def test_healthy_program_is_no_deadlock(healthy: Batch, case: Case) -> None:
    """A program that sleeps, computes or waits with a limit runs to its end, and passes."""
    for outcome in healthy[case]:
        assert outcome.ending == "self"
        assert judge(outcome, []).verdict is Verdict.PASSED


@pytest.mark.parametrize("program", programs("timers"), ids=str)
def test_timer_makes_it_no_deadlock(stand: Stand, program: Program) -> None:
    """While a timer is armed that will wake a sleeper, nothing is called a proved deadlock."""
    outcome = stand.play(program)
    assert judge(outcome, []).verdict is not Verdict.DEADLOCK


@pytest.mark.parametrize("how", ["read", "select", "epoll", "connection.wait"])
def test_pipe_held_outside_makes_it_no_deadlock(stand: Stand, tmp_path: Path, how: str) -> None:
    """Who waits for a named pipe that a process outside the trial holds may still get something."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    ours = os.open(path, os.O_RDWR)
    try:
        reader = program("single", "reads_from_named_pipe")
        outcome = stand.play(reader, str(path), how, limits=SHORT)
    finally:
        os.close(ours)
    assert judge(outcome, []).verdict is Verdict.TIMEOUT


@pytest.mark.parametrize("family", ["AF_INET", "AF_UNIX"])
def test_connection_from_outside_makes_it_no_deadlock(stand: Stand, family: str) -> None:
    """Who waits for the answer of a server outside the trial may still get it."""
    with socket.socket(getattr(socket, family)) as server:
        server.bind(("127.0.0.1", 0) if family == "AF_INET" else f"{stand.temporary}/server")
        server.listen()
        asking = program("single", "asks_a_server")
        outcome = stand.play(asking, server.getsockname(), limits=SHORT)
    assert judge(outcome, []).verdict is Verdict.TIMEOUT


def test_file_lock_held_outside_makes_it_no_deadlock(stand: Stand, tmp_path: Path) -> None:
    """Who waits for a file's lock that a process outside the trial holds may still get it."""
    path = tmp_path / "locked"
    with path.open("wb") as file:
        assert locked(file)
        outcome = stand.play(program("single", "locks_a_file"), str(path), limits=SHORT)
    assert judge(outcome, []).verdict is Verdict.TIMEOUT


@pytest.mark.alone
def test_waiting_at_exit_is_proved_soon(stand: Stand) -> None:
    """A deadlock is proved as soon if it is the program's end that waits, not a line of it."""
    outcome = stand.play(program("deadlocked", "left_waiting_at_exit"))
    (returned,) = outcome.answered("return")
    assert outcome.duration - outcome.seconds(returned) < SOON


def test_being_ended_is_no_step(stand: Stand) -> None:
    """What processes do because their peers are ended before them is no part of the verdict."""
    listeners = program("single", "many_wait_for_caller")
    jobs = [stand.submit(listeners) for _ in range(KILLINGS)]
    outcomes = [stand.outcome(job) for job in jobs]
    assert {outcome.ending for outcome in outcomes} == {"proof"}
    assert [judge(outcome, []).verdict for outcome in outcomes] == [Verdict.DEADLOCK] * KILLINGS


@pytest.mark.parametrize("method", ["spawn", "forkserver"])
@pytest.mark.parametrize(
    "made",
    [("deadlocked", "lock_of_a_module"), ("single", "dies_with_a_lock_of_a_module")],
    ids=str,
)
def test_a_semaphore_under_any_name_is_removed(
    tmp_path: Path, made: tuple[str, str], method: str
) -> None:
    """What a child makes while it is imported has no name of the trial's, and goes all the same.

    Also if the child has died long before the trial is ended.
    """
    with Stand(tmp_path) as stand:
        outcome = stand.play(program(*made), method=method)
    name = outcome.report["output"]["out"]["text"].split()[-1]
    assert name.startswith("/mp-")
    assert not Path(f"/dev/shm/sem.{name[1:]}").exists()
