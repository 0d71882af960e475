"""What a limit for each task must do."""

import time
from collections.abc import Callable
from typing import Any

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts import odd
from examiner.facts.labels import label, leaves
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, PATIENT, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.props import (
    AT_WORK,
    OVERDUE,
    Lasting,
    Unsendable,
    blocks,
    dies,
    fails,
    first_ones,
    in_turn,
    meets,
    opens,
    pauses,
    raises,
    rests,
    sleeps_on,
    stays,
    turns_deaf,
    waits,
    worked,
)
from examiner.stage.scene import Stage
from examiner.stage.where import meant

CONTRACT = {"run": ["tasks", "fn", "limit", "workers"]}
WORLDS = {"data": DATA, "returns": "what fn returns is part of the rows", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("late_children", "slow_tasks"),
    "time: early": "the limit is a clock of the contract's own, and poll(limit) is how it is kept",
    "raises: an exception": ("errors",),
    "raises: a well-known one": ("errors",),
    "raises: unpicklable": ("errors",),
    "raises: an exit": ("exit",),
    "death: exception": ("errors",),
    "death: exit 0": ("crashes",),
    "death: exit 9": ("crashes",),
    "death: killed": ("crashes",),
    "death: within": "nobody dies within a message but by the limit: right answers would hang too",
    "death: lock": "nobody dies within a message but by the limit: right answers would hang too",
    "death: at first": "a process dies in fn, and not before",
    "scale: none": ("no_tasks",),
    "scale: one": ("own_clock",),
    "scale: few": ("no_tasks",),
    "scale: many": ("many_tasks",),
    "scale: big": ("big",),
    "crew: together": ("together", "together_again"),
    "crew: slow": ("neighbours",),
    "start: again": ("no_tasks",),
}

CLOCK = "kind"
"""The contract has a clock of its own: under control no wait runs out while somebody can go."""

LIMIT = 1.0
"""Seconds that a task may take where some take too long; those that must pass take a tenth."""

FOR_EVER = 60.0
"""Seconds that the pickling of a value takes which never ends."""

OVER = 2.5 * LIMIT
"""Seconds that are over the limit by more than the second that is free."""

LONGER = 4.0
"""Seconds of a limit within which a value may take long to pickle, but not twice as long."""

LASTS = 2.6
"""Seconds that such a value takes: twice that is over the limit and the second that is free."""

SPARE = 1.5
"""Seconds by which a value takes longer still to unpickle than a task that is late."""

ENDED = 7.0
"""Seconds after the limit in which a task must have been ended; the prompt says five."""

NEVER = 1e7
"""Seconds of a limit that no task comes near to."""

MEGABYTE = 1_000_000

TENTH = LIMIT / 10

MEETING = 2.5
"""Seconds of a limit within which processes start that are to meet."""

LATER = MEETING + LIMIT
"""Seconds after which whoever counts from an earlier call is over that limit, and what is free."""

A_WHILE = 1.0
"""Seconds between the halves of a megabyte, in which others go on."""

OWN = TimeoutError.__name__

KINDS = ("ValueError", "KeyError", "TwoParts", "Holding", "Nested", "EOFError", "Empty",
         "StopIteration", "BrokenPipeError")  # fmt: skip
"""What fn raises."""

HANGS = {
    "sleeps": sleeps_on(),
    "is late": pauses(OVER),
    "stays": in_turn(turns_deaf(), stays(LIMIT + ENDED)),
    "blocks": blocks(),
}
"""What a task does that never ends, or too late."""


class Mute(Exception):
    """An exception that cannot be shown."""

    def __str__(self) -> str:
        raise meant(LookupError("it has no text"))


class TakesLasting:
    """An fn that takes what lasts for its value: where nothing is pickled nothing has lasted."""

    def __init__(self, fn: Any) -> None:
        self.fn = fn

    def __call__(self, task: Any) -> Any:
        """Return what the fn returns for the value."""
        return self.fn(task.value if isinstance(task, Lasting) else task)


class GivesLasting:
    """An fn whose values last: `seconds` maps a task to those of pickling and unpickling."""

    def __init__(self, fn: Any, seconds: dict[int, tuple[float, float]]) -> None:
        self.fn = fn
        self.seconds = seconds

    def __call__(self, task: Any) -> Any:
        """Return what the fn returns, as a value that lasts."""
        return Lasting(self.fn(task), *self.seconds.get(task, (0.0, 0.0)))


def calling(stage: Stage, tasks, workers, limit=LIMIT, hangs=(), rest=0.0):
    """Call run; `hangs` are pairs of a task and how it never ends, all others take a rest."""
    steps = {task: [pauses(rest)] for task in tasks} if rest else {}
    steps |= {task: [HANGS[how]] for task, how in hangs}
    stage.call("run", tasks, stage.function(steps), limit, workers)


def with_stubborn_tasks(stage: Stage, tasks, workers, hangs):
    """Call run; those tasks never end, all others ignore SIGTERM before they are done."""
    steps = {task: [turns_deaf()] for task in tasks} | {task: [HANGS[how]] for task, how in hangs}
    stage.call("run", tasks, stage.function(steps), LIMIT, workers)


def keeping_one(stage: Stage, tasks, workers):
    """Call run; the first task is kept until all the others have been at work."""
    first, *others = tasks
    gates = {task: stage.gate(f"task {task} is at work") for task in others}
    steps = {task: [opens(gate)] for task, gate in gates.items()}
    steps[first] = [waits(gate) for gate in gates.values()]
    stage.call("run", tasks, stage.function(steps), NEVER, workers)


def giving(stage: Stage, tasks, workers, gives):
    """Call run; what fn returns is given."""
    stage.call("run", tasks, stage.function(gives=gives), NEVER, workers)


def failing(stage: Stage, tasks, workers, kinds):
    """Call run; fn raises for some tasks, and gives what cannot be pickled for two others."""
    odd_ones = {OWN: TimeoutError("of fn's own"), Mute.__name__: Mute()}
    steps = {
        task: [raises(odd_ones[kind]) if kind in odd_ones else fails(kind, task)]
        for task, kind in kinds
    }
    first, second = (task for task in tasks[-3:-1])
    gives = [(first, Unsendable()), (second, Unsendable("not this one"))]
    stage.call("run", tasks, stage.function(steps, gives=gives), NEVER, workers)


def dying(stage: Stage, tasks, workers, codes, meet):
    """Call run; some tasks end their process; then as many as there may be meet."""
    gates = [stage.gate(f"task {task} is at work") for task in meet]
    steps = {task: [dies(code)] for task, code in codes}
    steps |= {task: meets(gate, gates) for task, gate in zip(meet, gates, strict=True)}
    stage.call("run", tasks, stage.function(steps), NEVER, workers)


def exiting(stage: Stage, tasks, workers, exits):
    """Call run; fn raises SystemExit for a task."""
    stage.call("run", tasks, stage.function({exits: [fails("SystemExit", 3)]}), NEVER, workers)


def hanging_then_meeting(stage: Stage, tasks, workers, hangs, meet):
    """Call run; as many hang as there are workers, then as many meet."""
    gates = [stage.gate(f"task {task} is at work") for task in meet]
    steps = {task: [HANGS[how]] for task, how in hangs}
    steps |= {task: meets(gate, gates) for task, gate in zip(meet, gates, strict=True)}
    stage.call("run", tasks, stage.function(steps), MEETING, workers)


def with_late_children(stage: Stage, tasks, workers):
    """Call run; every child process is late."""
    stage.amplify(late_children, OVER)
    calling(stage, tasks, workers)


def with_slow_tasks(stage: Stage, tasks, workers, slow, hang):
    """Call run; some tasks take longer to unpickle than they may take to be done; one hangs."""
    given = [Lasting(task, unpickling=OVER) if task in slow else task for task in tasks]
    fn = TakesLasting(stage.function({hang: [HANGS["sleeps"]]}))
    stage.call("run", given, fn, LIMIT, workers)


def with_slow_values(stage: Stage, tasks, workers, slow, late, rest):
    """Call run; a value takes long to unpickle; meanwhile tasks are done, and one is late."""
    steps = {task: [pauses(rest)] for task in tasks} | {late: [HANGS["is late"]]}
    fn = GivesLasting(stage.function(steps), {slow: (0.0, OVER + SPARE)})
    stage.call("run", tasks, fn, LIMIT, workers)


def with_tasks_slow_to_send(stage: Stage, tasks, workers, slow, late):
    """Call run; one task takes long to pickle; meanwhile another one is done, too late."""
    given = [Lasting(task, pickling=OVER + SPARE) if task == slow else task for task in tasks]
    fn = TakesLasting(stage.function({late: [HANGS["is late"]]}))
    stage.call("run", given, fn, LIMIT, workers)


def with_values_that_hang(stage: Stage, tasks, workers, hang, lasts):
    """Call run; the pickling of one value never ends, that of another one takes long."""
    fn = GivesLasting(stage.function(), {hang: (FOR_EVER, 0.0), lasts: (LASTS, 0.0)})
    stage.call("run", tasks, fn, LONGER, workers)


def holding(stage: Stage, tasks, workers, first):
    """Call run; all but the first wait until everybody has been quiet for a while."""
    over = stage.gate("the quiet pause is over")
    steps = {task: [waits(over)] for task in tasks} | {first: [rests(), opens(over)]}
    stage.call("run", tasks, stage.function(steps), NEVER, workers)


def one_after_the_other(stage: Stage, calls):
    """Call run several times, for the last time when its limit is over for whoever began before."""
    for tasks, workers in calls[:-1]:
        stage.call("run", tasks, stage.function(), NEVER, workers)
    time.sleep(LATER)
    tasks, workers = calls[-1]
    stage.call("run", tasks, stage.function(), MEETING, workers)


def passing_blocks(stage: Stage, numbers, workers):
    """Call run with tasks of a megabyte, whose values are as long; one is sent in two steps.

    Whatever else is sent meanwhile comes in between.
    """
    stage.amplify(in_halves, MEGABYTE // 2, first_ones(1, pauses(A_WHILE)))
    tasks = [block(number) for number in numbers]
    fn = stage.function(gives=[(task, task[::-1]) for task in tasks])
    stage.call("run", tasks, fn, NEVER, workers)


def block(number):
    """Return a megabyte that a number makes differ from others."""
    return bytes([number % 256]) * (MEGABYTE - 1) + bytes([number // 256])


def ok(tasks, first=0):
    """Return the rows of tasks that are done."""
    return [("ok", i, worked("fn", task)) for i, task in enumerate(tasks, first)]


def rows(tasks, others):
    """Return the rows; those of `others`, pairs of a task and its row but for the index."""
    found = ok(tasks)
    for task, (kind, *rest) in others:
        index = tasks.index(task)
        found[index] = (kind, index, *rest)
    return found


def like(wanted: list[tuple[object, ...]], free: dict[int, str]) -> Expectation:
    """It returned these rows; some of them are free to differ in part.

    A row that is an "error" has any name; one of an "exit" may be a crash as well.
    """
    due = dict(leaves(wanted))

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.answered("return"):
            got = dict(entry["leaves"])
            for row, kind in free.items():
                if kind == "error" or got.get(f"[{row}][0]") == label("crashed"):
                    for part in (2,) if kind == "error" else (0, 2):
                        due[f"[{row}][{part}]"] = got.get(f"[{row}][{part}]", "nothing")
            for path in dict.fromkeys([*due, *got]):
                if got.get(path) != due.get(path):
                    there, expected = got.get(path, "nothing"), due.get(path, "nothing")
                    return wrong(f"run() returned rows that have {there} at {path}, not {expected}")
        return None if outcome.answered("return") else wrong("it did not return")

    return look


def at_once(limit: int, hanging) -> Expectation:
    """Never more than so many calls ran; who hangs does so while it gives signs of life."""
    hung = set(map(label, hanging))

    def look(outcome: Outcome) -> Finding | None:
        entries = outcome.of("work", "worked", "killed", "value")
        signs = {e["pid"]: n for n, e in enumerate(entries) if e.get("name") == AT_WORK}
        working: set[int] = set()
        for n, entry in enumerate(entries):
            if entry["kind"] == "work" and entry["item"] not in hung:
                working.add(entry["pid"])
            elif entry["kind"] in ("worked", "killed"):
                working.discard(entry["pid"])
            begun = {e["pid"] for e in entries[: n + 1] if e.get("item") in hung}
            running = working | {pid for pid in begun if signs.get(pid, -1) >= n}
            if len(running) > limit:
                return wrong(f"{len(running)} calls of fn ran at once, allowed are {limit}")
        return None

    return look


def ended_in_time() -> Expectation:
    """No task was at work long after its limit."""

    def look(outcome: Outcome) -> Finding | None:
        if outcome.values(OVERDUE):
            return wrong(f"a task is still at work {ENDED:g} s after its limit of {LIMIT:g} s")
        return None

    return look


def trial(scene: Callable[..., None], expectations: list[Expectation], inputs) -> Trial:
    """Return a trial in which processes may be ended: also those that have sent what they had."""
    return Trial(scene, expectations, inputs, may_die=True)


@check(EVERY)
def test_rows(draw: Draw) -> Trial:
    """A row for each task, in their order, and fn is called once for each, in child processes."""
    tasks = draw.items(6)
    workers = draw.randint(2, 3)
    return trial(
        calling,
        [expect.returned(ok(tasks)), expect.worked_once(tasks), expect.worked_in_children(1),
         expect.worked_at_once(workers)],
        {"tasks": tasks, "workers": workers, "limit": NEVER},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_own_clock(draw: Draw) -> Trial:
    """Each task has the whole limit for itself, also when it had to wait for a worker."""
    tasks = draw.numbers(13)
    return trial(
        calling, [expect.returned(ok(tasks))], {"tasks": tasks, "workers": 1, "rest": TENTH}
    )


@check(ONE, PATIENT, waits=True)
def test_neighbours(draw: Draw) -> Trial:
    """While a task is ended those beside it go on, and none is done twice or lost."""
    tasks = draw.numbers(24)  # work for two seconds beside the one that hangs
    hang = tasks[draw.randint(0, 1)]
    return trial(
        calling,
        [expect.returned(rows(tasks, [(hang, ("timeout",))])), expect.worked_once(tasks)],
        {"tasks": tasks, "workers": 2, "hangs": [(hang, "sleeps")], "rest": TENTH}
    )  # fmt: skip


@check(EVERY, PATIENT, waits=True)
def test_hangs(draw: Draw) -> Trial:
    """Tasks that never end, or too late, are ended, and those that follow are done."""
    tasks = draw.numbers(6)
    hangs = list(zip(draw.sample(tasks[:4], 3), ["sleeps", "is late", "sleeps"], strict=True))
    return trial(
        calling,
        [expect.returned(rows(tasks, [(task, ("timeout",)) for task, _ in hangs])),
         expect.worked_once(tasks)],
        {"tasks": tasks, "workers": 2, "hangs": hangs}
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_stubborn(draw: Draw) -> Trial:
    """A task is ended though it ignores SIGTERM, catches every exception, or blocks in C."""
    tasks = draw.numbers(5)
    hangs = list(zip(tasks[:2], draw.sample(["stays", "blocks"], 2), strict=True))
    timeouts = rows(tasks, [(task, ("timeout",)) for task, _ in hangs])
    return trial(
        with_stubborn_tasks,
        [ended_in_time(), at_once(2, tasks[:2]), expect.returned(timeouts)],
        {"tasks": tasks, "workers": 2, "hangs": hangs}
    )  # fmt: skip


@check(ONE)
def test_values(draw: Draw) -> Trial:
    """A task, and a value, may be anything: None, an exception, what equals everything."""
    tasks = draw.sample([None, 1, True, 1.0, (), "stop", odd.Equal(draw.randint(2, 99))], 7)
    values = [ValueError("a value"), None, ("timeout", 0), 0, 0.5, TimeoutError(), odd.Equal(7)]
    gives = list(zip(tasks, draw.sample(values, len(values)), strict=True))
    wanted = [("ok", i, value) for i, (_, value) in enumerate(gives)]
    return trial(giving, [expect.returned(wanted)], {"tasks": tasks, "workers": 2, "gives": gives})


@check(ONE)
def test_errors(draw: Draw) -> Trial:
    """What fn raises is an error of that name, a TimeoutError too; so is what cannot be pickled."""
    kinds = [OWN, Mute.__name__, *draw.sample(KINDS, 4)]
    tasks = draw.numbers(9)
    named = list(zip(tasks, draw.sample(kinds, len(kinds)), strict=False))
    wanted = rows(tasks, [(task, ("error", kind)) for task, kind in named])
    free = dict.fromkeys((6, 7), "error")
    for row in free:
        wanted[row] = ("error", row, "")
    return trial(failing, [like(wanted, free)], {"tasks": tasks, "workers": 2, "kinds": named})


@check(ONE)
def test_crashes(draw: Draw) -> Trial:
    """A process that dies in fn is a crash with its exit code, and another one takes its place."""
    codes = draw.sample([0, 3, 9, -9], 4)
    tasks = draw.numbers(8)
    dead, meet = list(zip(tasks[:4], codes, strict=True)), tasks[5:7]
    crashed = [(task, ("crashed", code)) for task, code in dead]
    return trial(
        dying,
        [expect.returned(rows(tasks, crashed)), expect.worked_once(tasks)],
        {"tasks": tasks, "workers": 2, "codes": dead, "meet": meet}
    )  # fmt: skip


@check(ONE)
def test_exit(draw: Draw) -> Trial:
    """A SystemExit out of fn is an error or a crash, and the others are done."""
    tasks = draw.numbers(4)
    exits = tasks[1]
    wanted = rows(tasks, [(exits, ("error", "SystemExit"))])
    return trial(
        exiting, [like(wanted, {1: "exit"})], {"tasks": tasks, "workers": 2, "exits": exits}
    )  # fmt: skip


@check(ONE)
def test_together(draw: Draw) -> Trial:
    """As many calls run at once as there may be, however many processors there are."""
    tasks = draw.numbers(8)
    return trial(
        dying, [expect.returned(ok(tasks)), expect.worked_at_once(6)],
        {"tasks": tasks, "workers": 6, "codes": [], "meet": tasks[:6]},
    )  # fmt: skip


@check(ONE)
def test_shared_out(draw: Draw) -> Trial:
    """While one task takes long, the others do not wait for it."""
    tasks = draw.numbers(8)
    return trial(
        keeping_one, [expect.returned(ok(tasks)), expect.worked_once(tasks)],
        {"tasks": tasks, "workers": 2},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_together_again(draw: Draw) -> Trial:
    """As many calls run at once again after some were ended, and never more."""
    tasks = draw.numbers(6)
    hangs = list(zip(tasks[:2], draw.sample(["stays", "sleeps"], 2), strict=True))
    timeouts = rows(tasks, [(task, ("timeout",)) for task, _ in hangs])
    return trial(
        hanging_then_meeting, [expect.returned(timeouts), at_once(2, tasks[:2])],
        {"tasks": tasks, "workers": 2, "hangs": hangs, "meet": tasks[2:4]}
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_late_children(draw: Draw) -> Trial:
    """A process may take longer to start than a task may take."""
    tasks = draw.numbers(2)
    return trial(with_late_children, [expect.returned(ok(tasks))], {"tasks": tasks, "workers": 2})


@check(BOTH, PATIENT, waits=True)
def test_slow_tasks(draw: Draw) -> Trial:
    """A task may take longer to unpickle than it may take to be done; one beside it is ended."""
    tasks = draw.numbers(5)
    slow, hang = [tasks[0], tasks[3]], tasks[1]
    return trial(
        with_slow_tasks, [expect.returned(rows(tasks, [(hang, ("timeout",))]))],
        {"tasks": tasks, "workers": 2, "slow": slow, "hang": hang},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_slow_values(draw: Draw) -> Trial:
    """A value may take long to unpickle, and nothing else is in time, or late, because of that."""
    tasks = draw.numbers(5)
    slow, late = draw.sample(tasks[:3], 2)
    return trial(
        with_slow_values, [expect.returned(rows(tasks, [(late, ("timeout",))]))],
        {"tasks": tasks, "workers": 3, "slow": slow, "late": late, "rest": TENTH},
    )  # fmt: skip


@check(BOTH, PATIENT, waits=True)
def test_slow_to_send(draw: Draw) -> Trial:
    """While one task takes long to pickle, another one is over its limit, and not in time."""
    tasks = draw.numbers(5)
    slow, late = tasks[2], tasks[0]
    return trial(
        with_tasks_slow_to_send, [expect.returned(rows(tasks, [(late, ("timeout",))]))],
        {"tasks": tasks, "workers": 2, "slow": slow, "late": late},
    )  # fmt: skip


@check(ONE, PATIENT, waits=True)
def test_values_that_hang(draw: Draw) -> Trial:
    """The pickling of a value counts, once: if it never ends it is ended, and hurts nobody else."""
    tasks = draw.numbers(5)
    hang, lasts = tasks[:2]
    return trial(
        with_values_that_hang, [expect.returned(rows(tasks, [(hang, ("timeout",))]))],
        {"tasks": tasks, "workers": 2, "hang": hang, "lasts": lasts}
    )  # fmt: skip


@check(ONE, waits=True)
def test_quiet(draw: Draw) -> Trial:
    """While tasks run nobody uses the CPU to wait for them, and a limit may be very long."""
    tasks = draw.numbers(3)
    return trial(
        holding, [expect.returned(ok(tasks))],
        {"tasks": tasks, "workers": 3, "first": tasks[draw.randrange(3)]},
    )  # fmt: skip


@check(BOTH, PATIENT, waits=True)
def test_no_tasks(draw: Draw) -> Trial:
    """There may be no tasks, or fewer than workers, and run may be called again."""
    sizes = [*draw.sample([0, 0, 1, 3], 4), 2]
    calls = [(draw.numbers(size), draw.randint(1, 4)) for size in sizes]
    returned = expect.returned_in_turn([ok(tasks) for tasks, _ in calls])
    return trial(one_after_the_other, [returned], {"calls": calls})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_big(draw: Draw) -> Trial:
    """Tasks and values may be a megabyte long."""
    numbers = draw.numbers(4)
    blocks = [block(number) for number in numbers]
    wanted = [("ok", i, each[::-1]) for i, each in enumerate(blocks)]
    return trial(passing_blocks, [expect.returned(wanted)], {"numbers": numbers, "workers": 2})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_tasks(draw: Draw) -> Trial:
    """There may be many more tasks than workers."""
    tasks = list(range(120))
    return trial(
        calling, [expect.returned(ok(tasks)), expect.worked_once(tasks)],
        {"tasks": tasks, "workers": 3, "limit": NEVER},
    )  # fmt: skip
