"""What sharing tasks among several workers must do."""

from examiner import expect
from examiner.facts.odd import ERRORS, MARKS, MESSAGES, Equal, Incomparable, Touchy
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Trial, check
from examiner.stage.amplifiers.one_processor import one_processor
from examiner.stage.props import first_ones, opens, rests, waits, worked
from examiner.stage.scene import Stage

CONTRACT = {"run": ["tasks", "fn", "workers"]}
WORLDS = {"data": DATA, "returns": "what fn returns is a result", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("limit",),
    "raises": "the prompt excludes exceptions from fn",
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("no_tasks",),
    "scale: one": ("more_workers_than_tasks",),
    "scale: few": ("more_workers_than_tasks",),
    "scale: many": ("hundreds_of_tasks",),
    "scale: big": ("big_results",),
    "crew: together": ("workers_work_together",),
    "crew: slow": ("a_long_task_holds_up_no_other",),
    "start: again": ("again",),
}

BIG = 1 << 20
"""Bytes of a big task or result: no pipe holds it, so who sends it waits until somebody reads."""


def run(stage: Stage, tasks, workers):
    """Call the answer once."""
    stage.call("run", tasks, stage.function(), workers)


def run_in_turn(stage: Stage, batches, workers):
    """Call the answer several times in one program."""
    for tasks in batches:
        stage.call("run", tasks, stage.function(), workers)


def run_together(stage: Stage, tasks, workers):
    """Call the answer with tasks that go on only when each of them has begun."""
    stage.amplify(one_processor)
    gates = {task: stage.gate(f"task {task} has begun") for task in tasks}
    meet = {t: [opens(gates[t]), *(waits(gate) for gate in gates.values())] for t in tasks}
    stage.call("run", tasks, stage.function(meet), workers)


def run_held(stage: Stage, tasks, held, workers):
    """Call the answer with tasks one of which goes on only when all the others are done."""
    gates = {task: stage.gate(f"task {task} is done") for task in tasks if task != held}
    steps = {task: [opens(gate)] for task, gate in gates.items()}
    stage.call(
        "run", tasks, stage.function({**steps, held: [waits(g) for g in gates.values()]}), workers
    )


def run_late(stage: Stage, tasks, workers):
    """Call the answer with tasks of which those that begin first rest, one for each worker."""
    rest = {task: [first_ones(workers, rests())] for task in tasks}
    stage.call("run", tasks, stage.function(rest), workers)


def run_big(stage: Stage, tasks, workers):
    """Call the answer with tasks that are big, and an fn that gives them back."""
    stage.call("run", tasks, stage.function(gives=zip(tasks, tasks, strict=True)), workers)


def run_giving(stage: Stage, tasks, results, workers):
    """Call the answer with an fn that gives these results."""
    given = list(zip(tasks, results, strict=True))
    stage.call("run", tasks, stage.function(gives=given), workers)


def answers(tasks):
    """What fn gives for the tasks, unless a scene says otherwise."""
    return [worked("fn", task) for task in tasks]


def shared(tasks, workers, at_least=0):
    """Each task was worked on once, by child processes, of which so many worked at a time."""
    return [
        expect.worked_in_children(at_least),
        expect.worked_once(tasks),
        expect.worked_at_once(workers),
    ]


def passes(scene, tasks, workers, **inputs) -> Trial:
    return Trial(
        scene,
        [expect.returned(answers(tasks)), *shared(tasks, workers)],
        {"tasks": tasks, "workers": workers, **inputs},
    )


@check(EVERY)
def test_results_in_task_order(draw: Draw) -> Trial:
    """Every task is done once, and its result stands where the task stood."""
    return passes(run, draw.items(12), workers=3)


@check(BOTH)
def test_workers_work_together(draw: Draw) -> Trial:
    """As many tasks run at the same time as there are workers."""
    tasks = draw.numbers(6)  # more than the threads that asyncio has where there is one processor
    return Trial(
        run_together,
        [expect.returned(answers(tasks)), *shared(tasks, 6, at_least=6)],
        {"tasks": tasks, "workers": 6},
    )


@check(ONE, waits=True)
def test_limit(draw: Draw) -> Trial:
    """Never more than `workers` work at once, and waiting uses no CPU."""
    return passes(run_late, draw.numbers(6), workers=2)


@check(EVERY, VOLUME_TIMEOUT)
def test_a_long_task_holds_up_no_other(draw: Draw) -> Trial:
    """While one task takes long, the other workers do all the rest."""
    tasks = draw.numbers(49)  # several for each worker, if somebody takes a share of them
    return passes(run_held, tasks, workers=3, held=tasks[draw.randrange(3)])


@check(ONE)
def test_more_workers_than_tasks(draw: Draw) -> Trial:
    """There may be more workers than tasks, and one task only."""
    return passes(run, draw.items(1), workers=4)


@check(BOTH)
def test_no_tasks(draw: Draw) -> Trial:
    """With no tasks it returns an empty list."""
    return passes(run, [], workers=3)


@check(ONE)
def test_falsy_tasks(draw: Draw) -> Trial:
    """None, 0, "", [] and False are tasks, and equal tasks are different ones."""
    tasks = [None, 0, "", [], False, None, 0.0, {}, (), *draw.items(1) * 3]
    draw.shuffle(tasks)
    return passes(run, tasks, workers=2)


@check(ONE)
def test_falsy_results(draw: Draw) -> Trial:
    """Results can be None, falsy, equal and anything else; there may be one worker only."""
    results = [0.0, *draw.items(1) * 2, *MESSAGES, *MARKS]
    results += [kind(0) for kind in (*ERRORS, Equal, Incomparable, Touchy)]
    draw.shuffle(results)
    tasks = draw.items(len(results))
    return Trial(
        run_giving,
        [expect.returned(results), *shared(tasks, 1)],
        {"tasks": tasks, "results": results, "workers": 1},
    )


@check(ONE)
def test_tasks_that_equal_everything(draw: Draw) -> Trial:
    """A task that equals everything is data too."""
    return passes(run, [Equal(value) for value in draw.items(4)], workers=2)


@check(BOTH)
def test_big_results(draw: Draw) -> Trial:
    """Tasks and results of 1 MB come through."""
    tasks = [b"%03d" % number * (BIG // 3) for number in draw.numbers(5)]
    return Trial(
        run_big,
        [expect.returned(tasks), *shared(tasks, 2)],
        {"tasks": tasks, "workers": 2},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_hundreds_of_tasks(draw: Draw) -> Trial:
    """Hundreds of tasks pass."""
    return passes(run, draw.items(200), workers=3)


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    tasks = draw.items(3)
    return Trial(
        run_in_turn,
        [expect.returned(answers(tasks)), *shared(tasks * 2, 2)],
        {"batches": [tasks, tasks], "workers": 2},
    )
