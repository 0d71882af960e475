"""What a service that stops on a signal must do."""

import os
import signal
from collections.abc import Callable
from signal import SIGINT, SIGTERM
from typing import Any

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts import odd
from examiner.facts.labels import harmless, label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import DATA, RETURNS
from examiner.spec import BOTH, EVERY, ONE, PATIENT, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.amplifiers.slow_starts import slow_starts
from examiner.stage.props import (
    OVERDUE,
    Lasting,
    Step,
    Unsendable,
    blocks,
    opens,
    pauses,
    rests,
    sends,
    settles,
    stays,
    waits,
)
from examiner.stage.scene import Stage

CONTRACT = {"serve": ["jobs", "work", "workers", "grace"]}
WORLDS = {
    "data": DATA,
    "returns": RETURNS,
    "caller": "only the main thread may set a handler, and serve is called there",
}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("slow_job", "late_workers", "while_starting"),
    "time: early": "grace is a clock of the contract's own, and join(grace) is how it is kept",
    "raises": "work raises nothing",
    "death": "nobody dies but by serve's own kill",
    "scale: none": ("again",),
    "scale: one": ("idle",),
    "scale: few": ("idle", "again"),
    "scale: many": ("many_jobs",),
    "scale: big": ("big_jobs",),
    "crew: together": ("together",),
    "crew: slow": ("shared_out",),
    "start: again": ("again",),
}

CLOCK = "kind"
"""The contract has a clock of its own: under control no wait runs out while somebody can go."""

NEVER = 1000.0
"""Seconds of a grace that no job comes near to."""

AGES = 1e7
"""The same, and more than a system call waits for."""

SOON = 1.2
"""Seconds after a signal when nothing is begun any more; the prompt says one."""

APART = 0.7
"""Seconds between two signals; the prompt says half of one or more."""

GRACE = 2.5
"""Seconds of a grace that ends while jobs are in hand; others end within half of it."""

SPARE = 5.0
"""Seconds in which what is due at once must have been done, on a loaded machine."""

TOO_LATE = 0.2
"""Seconds after which a job that was to be killed ends by itself."""

PICKLING = 0.5
"""Seconds that it takes to pickle a job: as long as it may."""

SHORT = 0.5
"""Seconds of a grace that a job takes longer than, where no signal comes."""

LATE = 1.5
"""Seconds that a child process takes to come up, or its parent to start it."""

MEGABYTE = 1_000_000

MANY = 10_000
"""Jobs of which no pipe holds a message each."""

RESTORED = "handlers"
"""Name under which a scene tells what the handlers are afterwards."""

Steps = list[tuple[Any, list[Step]]]


def serving(stage: Stage, jobs, workers, grace=NEVER, steps=()):
    """Call serve; what happens in some jobs is given."""
    stage.call("serve", jobs, stage.item_handler(steps), workers, grace)


def keeping_one(stage: Stage, jobs, workers):
    """Call serve; the first job is kept until all the others have been at work."""
    first, *others = jobs
    gates = [stage.gate(f"job {n} is at work") for n, _ in enumerate(others, 1)]
    steps = [(job, [opens(gate)]) for job, gate in zip(others, gates, strict=True)]
    serving(stage, jobs, workers, steps=[(first, [*map(waits, gates)]), *steps])


def meeting(stage: Stage, jobs, workers):
    """Call serve; as many jobs as there are workers meet."""
    gates = [stage.gate(f"job {n} is at work") for n in range(workers)]
    steps = [
        (job, [opens(gate), *map(waits, gates)]) for job, gate in zip(jobs, gates, strict=False)
    ]
    serving(stage, jobs, workers, steps=steps)


def resting(stage: Stage, jobs, workers):
    """Call serve; in the first job there is a quiet pause, and the others wait for its end."""
    gate = stage.gate("the pause is over")
    others = [(job, [waits(gate)]) for job in jobs[1:workers]]
    serving(stage, jobs, workers, steps=[(jobs[0], [rests(), opens(gate)]), *others])


def pausing(stage: Stage, jobs, workers):
    """Call serve; a job takes longer than the grace, but there is no signal."""
    serving(stage, jobs, workers, SHORT, [(jobs[1], [pauses(4 * SHORT)])])


def stopping(stage: Stage, jobs, workers, number, *, call=1, grace=NEVER, quiet=True):
    """Call serve; there is a signal while each worker has a job in hand.

    They end one after the other, when nothing may be begun any more; if it is to be `quiet`, the
    signal waits until all have settled, and a quiet pause comes before the end.
    """
    *others, last = jobs[:workers]
    gates = [stage.gate(f"call {call}: job {n} is at work") for n in range(len(others))]
    over = stage.gate(f"call {call}: nothing is begun any more")
    steps = [
        (job, [opens(gate), waits(over), pauses(0.2 * n)])
        for n, (job, gate) in enumerate(zip(others, gates, strict=True), 1)
    ]
    before, after = ([settles()], [rests()]) if quiet else ([], [])
    hold = [*before, sends(number), pauses(SOON), *after]
    steps += [(last, [*map(waits, gates), *hold, opens(over)])]
    serving(stage, jobs, workers, grace, steps)


def stopping_the_idle(stage: Stage, jobs, workers):
    """Call serve; there is a signal while only the first job is in hand, and none is left."""
    steps = [(jobs[0], [rests(), sends(SIGTERM), pauses(SOON), rests()])]
    serving(stage, jobs, workers, steps=steps)


def stopping_at_the_start(stage: Stage, jobs, workers, late):
    """Call serve; there is a signal while other workers than the first come up, or are started.

    `late` is how many of them are late themselves.
    """
    stage.amplify(late_children, LATE, late, 1) if late else stage.amplify(slow_starts, LATE)
    serving(stage, jobs, workers, steps=[(jobs[0], [sends(SIGTERM), pauses(SOON)])])


def with_stuck_jobs(stage: Stage, jobs, grace, stuck, done, number):
    """Call serve; some jobs never end; there is a signal when all workers have one in hand.

    `stuck` are pairs of a job and how it never ends, `done` are those that end, before the grace.
    """
    *others, last = [
        *((job, pauses(SOON)) for job in done),
        *((job, has_to_be_killed(how, grace)) for job, how in stuck),
    ]
    gates = [stage.gate(f"job {n} is at work") for n in range(len(others))]
    heard = stage.gate("the signal is sent")
    steps = [
        (job, [opens(gate), waits(heard), step])
        for (job, step), gate in zip(others, gates, strict=True)
    ]
    steps += [(last[0], [*map(waits, gates), settles(), sends(number), opens(heard), last[1]])]
    serving(stage, jobs, len(steps), grace, steps)


def has_to_be_killed(how, due=0.0) -> Step:
    """Return a step that has to be ended by force, so many seconds after it has begun."""
    return blocks() if how == "blocks" else stays(due + SPARE, due + SPARE + TOO_LATE)


def stopping_twice(stage: Stage, calls):
    """Call serve several times; two signals come while two jobs are in hand that never end.

    `calls` are triples of the jobs, how the first one never ends, and the two signals.
    """
    for call, (jobs, how, (first, second)) in enumerate(calls, 1):
        gate = stage.gate(f"call {call}: the first job is at work")
        steps = [
            (jobs[0], [opens(gate), has_to_be_killed(how, APART)]),
            (
                jobs[1],
                [
                    waits(gate),
                    settles(),
                    sends(first),
                    pauses(APART),
                    sends(second),
                    has_to_be_killed("stays"),
                ],
            ),
        ]
        serving(stage, jobs, 2, steps=steps)


def one_after_the_other(stage: Stage, calls):
    """Call serve several times in one program; `calls` are of jobs, workers, and a signal or None.

    Where there is one it comes while each worker has a job in hand.
    """
    for call, (jobs, workers, number) in enumerate(calls, 1):
        if number is None:
            serving(stage, jobs, workers)
        else:
            stopping(stage, jobs, workers, number, call=call)


def with_handlers(stage: Stage, calls):
    """The same, in a program with handlers of its own; it tells who handles what afterwards."""
    heard = []
    handlers = {number: lambda number, frame: heard.append(number) for number in (SIGTERM, SIGINT)}
    for call, (jobs, workers, number) in enumerate(calls, 1):
        for each, handler in handlers.items():
            signal.signal(each, handler)
        before = [signal.getsignal(each) for each in handlers]
        if number is None:
            serving(stage, jobs, workers)
        else:
            stopping(stage, jobs, workers, number, call=call)
        if [signal.getsignal(each) for each in handlers] != before:
            stage.tell(RESTORED, OTHERS)
            continue
        heard.clear()
        for each in handlers:
            os.kill(os.getpid(), each)
        stage.tell(RESTORED, AS_BEFORE if heard == list(handlers) else BLOCKED)


AS_BEFORE, OTHERS, BLOCKED = "as before", "other handlers", "handlers that are not called"
"""What a scene tells of the handlers."""


def passing_blocks(stage: Stage, numbers, workers):
    """Call serve with jobs of a megabyte; there is a signal while each worker has one in hand."""
    stopping(stage, list(map(block, numbers)), workers, SIGTERM)


def block(number):
    """Return a megabyte that a number makes differ from others."""
    return bytes([number % 256, number // 256]) + bytes(MEGABYTE - 2)


def stopping_before_all_is_pickled(stage: Stage, numbers, workers):
    """Call serve with jobs that take long to pickle; there is a signal at the first ones."""
    jobs = [Lasting(number, PICKLING) for number in numbers]
    stopping(stage, jobs, workers, SIGTERM, quiet=False)


def giving_odd_values(stage: Stage, jobs, workers):
    """Call serve; what work returns cannot be pickled."""
    work = stage.function(gives=[(job, Unsendable()) for job in jobs])
    stage.call("serve", jobs, work, workers, NEVER)


def silent() -> Expectation:
    """Nothing was written to stderr."""

    def look(outcome: Outcome) -> Finding | None:
        said = outcome.printed("err").strip()
        if said:
            return wrong(f"something was written to stderr: {harmless(said.splitlines()[-1], 80)}")
        return None

    return look


def none_begun_late() -> Expectation:
    """No job was begun more than a second after the first signal of the call."""

    def look(outcome: Outcome) -> Finding | None:
        told = None
        for entry in outcome.of("answer", "signal", "handle"):
            if entry["kind"] == "answer":
                told = None
            elif entry["kind"] == "signal":
                told = told or entry
            elif told and entry["t"] - told["t"] > 1e9:
                seconds = (entry["t"] - told["t"]) / 1e9
                return wrong(f"{entry['item']} was begun {seconds:.1f} s after {told['name']}")
        return None

    return look


def only_those_at_work_were_killed() -> Expectation:
    """Who had no job in hand ended by itself, with exit code 0."""

    def look(outcome: Outcome) -> Finding | None:
        at_work: set[int] = set()
        for entry in outcome.of("handle", "handled"):
            change = at_work.add if entry["kind"] == "handle" else at_work.discard
            change(entry["pid"])
        for process in outcome.processes.values():
            if process.pid not in (outcome.main, *at_work) and process.code:
                return wrong(f"{process.role} had no job in hand, and ended with {process.code}")
        return None

    return look


def handlers_are_back() -> Expectation:
    """After each call the handlers were those of before, and were called."""

    def look(outcome: Outcome) -> Finding | None:
        for call, told in enumerate(outcome.values(RESTORED), 1):
            if told != label(AS_BEFORE):
                found = told.strip("'")
                return wrong(f"after call {call} of serve() SIGTERM and SIGINT have {found}")
        return None

    return look


def ended_in_time(when: str) -> Expectation:
    """No job was at work long after it had to be ended; `when` says when that was."""

    def look(outcome: Outcome) -> Finding | None:
        if outcome.values(OVERDUE):
            return wrong(f"a job is still at work {SPARE:g} s after {when}")
        return None

    return look


def ended_by_force(scene: Callable[..., None], when: str, wanted, inputs) -> Trial:
    """Return a trial in which who is at work is killed at some time; `wanted` is returned."""
    expectations = [
        ended_in_time(when), none_begun_late(), *wanted, only_those_at_work_were_killed(), silent(),
    ]  # fmt: skip
    return Trial(scene, expectations, inputs, may_die=True)


def done(jobs, workers) -> list[Expectation]:
    """What must hold where all jobs are done."""
    return [
        expect.returned([]), expect.handled_by_all(jobs), expect.worked_in_children(1, "handle"),
        expect.worked_at_once(workers), expect.shared_by(1, workers), silent(),
    ]  # fmt: skip


def stopped(jobs, in_hand) -> list[Expectation]:
    """What must hold where only the first so many jobs are done, because of a signal."""
    return [
        none_begun_late(), expect.returned(jobs[in_hand:]), expect.handled_by_all(jobs[:in_hand]),
        silent(),
    ]  # fmt: skip


@check(EVERY)
def test_jobs(draw: Draw) -> Trial:
    """Without a signal each job is done once, in child processes, and serve returns []."""
    jobs, workers = draw.items(8), draw.randint(2, 3)
    return Trial(serving, done(jobs, workers), {"jobs": jobs, "workers": workers})


@check(ONE)
def test_list_order(draw: Draw) -> Trial:
    """Jobs are handed out in list order."""
    jobs = draw.items(7)
    return Trial(serving, [expect.handled(jobs), *done(jobs, 1)], {"jobs": jobs, "workers": 1})


@check(ONE)
def test_together(draw: Draw) -> Trial:
    """All workers work at once, however many processors there are."""
    jobs = draw.numbers(9)
    return Trial(meeting, done(jobs, 6), {"jobs": jobs, "workers": 6})


@check(ONE)
def test_shared_out(draw: Draw) -> Trial:
    """While one job takes long, the other workers go on with those that are left."""
    jobs = draw.numbers(8)
    return Trial(keeping_one, done(jobs, 2), {"jobs": jobs, "workers": 2})


@check(ONE, waits=True)
def test_quiet(draw: Draw) -> Trial:
    """While jobs run nobody uses the CPU to wait for them."""
    jobs = draw.numbers(5)
    return Trial(resting, done(jobs, 3), {"jobs": jobs, "workers": 3})


@check(ONE, waits=True)
def test_slow_job(draw: Draw) -> Trial:
    """Without a signal a job may take longer than the grace."""
    jobs = draw.numbers(4)
    return Trial(pausing, done(jobs, 2), {"jobs": jobs, "workers": 2})


@check(EVERY, PATIENT, waits=True, signals=True)
def test_sigterm(draw: Draw) -> Trial:
    """At SIGTERM jobs in hand end undisturbed, and the others are returned in list order."""
    jobs = draw.items(7)
    return Trial(stopping, stopped(jobs, 3), {"jobs": jobs, "workers": 3, "number": SIGTERM})


@check(EVERY, PATIENT, waits=True, signals=True)
def test_ctrl_c(draw: Draw) -> Trial:
    """Ctrl-C interrupts no job: those in hand end undisturbed, the others are returned."""
    jobs = draw.items(6)
    return Trial(stopping, stopped(jobs, 2), {"jobs": jobs, "workers": 2, "number": SIGINT})


@check(BOTH, PATIENT, waits=True, signals=True)
def test_idle(draw: Draw) -> Trial:
    """Workers that have nothing to do when a signal comes end by themselves as well."""
    jobs = draw.numbers(draw.randint(1, 2))
    return Trial(stopping_the_idle, stopped(jobs, len(jobs)), {"jobs": jobs, "workers": 3})


@check(BOTH, PATIENT, waits=True, signals=True)
def test_while_starting(draw: Draw) -> Trial:
    """A signal may come while serve starts workers, if no job is left for them."""
    jobs = draw.numbers(1)
    inputs = {"jobs": jobs, "workers": 3, "late": 0}
    return Trial(stopping_at_the_start, stopped(jobs, 1), inputs)


@check(BOTH, PATIENT, waits=True, signals=True)
def test_late_workers(draw: Draw) -> Trial:
    """A signal may come while workers come up, if no job is left for them."""
    jobs = draw.numbers(1)
    inputs = {"jobs": jobs, "workers": 3, "late": 2}
    return Trial(stopping_at_the_start, stopped(jobs, 1), inputs)


@check(EVERY, PATIENT, waits=True, signals=True)
def test_grace(draw: Draw) -> Trial:
    """A job that is still in hand when the grace is over is killed, and is among the returned."""
    jobs = draw.numbers(6)
    done, stuck = draw.sample(jobs[:2], 2)
    wanted = [expect.returned([job for job in jobs if job != done])]
    return ended_by_force(
        with_stuck_jobs, "the grace was over", wanted,
        {"jobs": jobs, "grace": GRACE, "stuck": [(stuck, "stays")], "done": [done],
         "number": draw.choice([SIGTERM, SIGINT])},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_stubborn(draw: Draw) -> Trial:
    """A job is killed though it catches every exception, or blocks in C."""
    jobs = draw.numbers(4)
    stuck = list(zip(jobs[:2], draw.sample(["stays", "blocks"], 2), strict=True))
    wanted = [expect.returned(jobs)]
    return ended_by_force(
        with_stuck_jobs, "the grace was over", wanted,
        {"jobs": jobs, "grace": GRACE, "stuck": stuck, "done": [], "number": SIGTERM},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_one_grace(draw: Draw) -> Trial:
    """The grace is one for all jobs, however many are still in hand."""
    jobs = draw.numbers(6)
    *stuck, done = jobs[:5]
    wanted = [expect.returned([job for job in jobs if job != done])]
    return ended_by_force(
        with_stuck_jobs, "the grace was over", wanted,
        {"jobs": jobs, "grace": GRACE, "stuck": [(job, "stays") for job in stuck],
         "done": [done],
         "number": SIGTERM},
    )  # fmt: skip


@check(EVERY, PATIENT, waits=True, signals=True)
def test_second_signal(draw: Draw) -> Trial:
    """At a second signal, of either kind, who is at work is killed at once."""
    alike = draw.choice([(SIGTERM, SIGTERM), (SIGINT, SIGINT)])
    kinds = [alike, draw.choice([(SIGTERM, SIGINT), (SIGINT, SIGTERM)])]
    hows = draw.sample(["stays", "blocks"], 2)
    calls = [(draw.numbers(4), how, pair) for how, pair in zip(hows, kinds, strict=True)]
    wanted = [expect.returned_in_turn([jobs for jobs, _, _ in calls])]
    return ended_by_force(
        stopping_twice, "the second signal", wanted, {"calls": calls}
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_equal_jobs(draw: Draw) -> Trial:
    """Jobs that are equal are still several: what is returned goes by their places."""
    jobs = [1, True, 1.0, *draw.sample([2, 3, 2.0], 2), True]
    wanted = [expect.returned([jobs[0], *jobs[2:]])]
    return ended_by_force(
        with_stuck_jobs, "the grace was over", wanted,
        {"jobs": jobs, "grace": GRACE, "stuck": [(jobs[0], "stays")],
         "done": [jobs[1]],
         "number": SIGTERM},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_odd_jobs(draw: Draw) -> Trial:
    """A job may be anything: 0, None, an exception, what equals everything."""
    odd_ones = [odd.Equal(draw.randint(2, 99)), ValueError("a job"), -1, "stop", ()]
    jobs = [draw.choice([0, "", False]), None, *draw.sample(odd_ones, len(odd_ones))]
    wanted = [expect.returned([jobs[0], *jobs[2:]])]
    return ended_by_force(
        with_stuck_jobs, "the grace was over", wanted,
        {"jobs": jobs, "grace": GRACE, "stuck": [(jobs[0], "stays")],
         "done": [None], "number": SIGTERM},
    )  # fmt: skip


@check(ONE)
def test_values(draw: Draw) -> Trial:
    """What work returns is ignored, and need not be fit for pickling."""
    jobs = draw.numbers(5)
    wanted = [expect.returned([]), expect.worked_once(jobs), silent()]
    return Trial(giving_odd_values, wanted, {"jobs": jobs, "workers": 2})


@check(ONE, PATIENT, waits=True, signals=True)
def test_slow_pickling(draw: Draw) -> Trial:
    """Jobs that nobody has pickled yet when a signal comes are returned as well."""
    numbers = draw.numbers(10)
    return Trial(
        stopping_before_all_is_pickled, stopped(numbers, 2), {"numbers": numbers, "workers": 2}
    )


@check(BOTH, PATIENT, waits=True, signals=True)
def test_again(draw: Draw) -> Trial:
    """Serve may be called again, also after a signal, with fewer jobs than workers, or none."""
    stopped_jobs = draw.numbers(3)
    calls = [(draw.numbers(draw.randint(1, 2)), 4, None), (stopped_jobs, 1, SIGTERM),
             ([], 2, None), (draw.numbers(4), 2, None)]  # fmt: skip
    returned = [stopped_jobs[1:] if number else [] for _, _, number in calls]
    handled = [job for jobs, _, number in calls for job in (jobs[:1] if number else jobs)]
    return Trial(
        one_after_the_other,
        [expect.returned_in_turn(returned), expect.handled_by_all(handled), silent()],
        {"calls": calls},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_handlers(draw: Draw) -> Trial:
    """The caller's own handlers of both signals are back on return, whether or not one came."""
    stopped_jobs = draw.numbers(3)
    calls = [(draw.numbers(2), 2, None), (stopped_jobs, 2, SIGTERM)]
    return Trial(
        with_handlers,
        [handlers_are_back(), expect.returned_in_turn([[], stopped_jobs[2:]]), silent()],
        {"calls": calls},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True, signals=True)
def test_long_grace(draw: Draw) -> Trial:
    """The grace may be very long."""
    jobs = draw.numbers(3)
    return Trial(
        stopping,
        stopped(jobs, 2),
        {"jobs": jobs, "workers": 2, "number": SIGTERM, "grace": AGES},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True, signals=True)
def test_big_jobs(draw: Draw) -> Trial:
    """Jobs may be a megabyte long."""
    numbers = draw.numbers(5)
    jobs = list(map(block, numbers))
    return Trial(passing_blocks, stopped(jobs, 2), {"numbers": numbers, "workers": 2})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_jobs(draw: Draw) -> Trial:
    """There may be ten thousand jobs."""
    jobs = list(range(MANY))
    return Trial(serving, done(jobs, 1), {"jobs": jobs, "workers": 1})
