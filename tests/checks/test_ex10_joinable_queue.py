"""What workers that finish one batch before the next must do."""

from queue import Empty

from examiner import expect
from examiner.spec import BOTH, EVERY, ONE, Draw, Trial, check
from examiner.stage.props import opens, raises, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"run": ["batches", "handle", "workers"]}


def run(stage: Stage, batches, workers, held=()):
    """Call the answer; the handling of the items `held` takes a quiet pause."""
    handle = stage.item_handler([(item, [rests()]) for item in held])
    stage.call("run", batches, handle, workers)


def run_meeting(stage: Stage, alone, together, workers):
    """One item takes a quiet pause; those of the next batch wait for one another."""
    handle = stage.item_handler([(alone, [rests()]), *meeting(stage, together)])
    stage.call("run", [[alone], together], handle, workers)


def run_failing(stage: Stage, failing, later, workers):
    """All workers meet a failing item at the same time; later they meet again."""
    errors = [Empty("the handler's own"), ValueError("the handler's own"), EOFError()]
    steps = [
        (item, [*todo, raises(error)])
        for (item, todo), error in zip(meeting(stage, failing), errors, strict=True)
    ]
    handle = stage.item_handler([*steps, *meeting(stage, later)])
    stage.call("run", [failing, later], handle, workers)


def run_failing_first(stage: Stage, batches, workers):
    """The first item fails at once; the second one, beside it, takes a quiet pause."""
    first, second = batches[0][:2]
    handle = stage.item_handler([(first, [raises(ValueError("its own"))]), (second, [rests()])])
    stage.call("run", batches, handle, workers)


def meeting(stage: Stage, batch):
    """Return pairs of an item and what its handling does: it waits for all others to begin."""
    gates = [stage.gate(f"{item} is being handled") for item in batch]
    return [
        (item, [opens(gate), *(waits(other) for other in gates if other is not gate)])
        for item, gate in zip(batch, gates, strict=True)
    ]


def run_equal(stage: Stage, batches, workers):
    """Call the answer with items that equal everything."""
    equal = [[stage.always_equal(value) for value in batch] for batch in batches]
    stage.call("run", equal, stage.handler(), workers)


def run_in_turn(stage: Stage, calls, workers, held):
    """Call the answer several times in one program."""
    for batches in calls:
        run(stage, batches, workers, held)


def passes(scene, batches, workers, *more, **inputs) -> Trial:
    return Trial(
        scene,
        [
            expect.in_batches(batches),
            expect.at_most_at_a_time(workers),
            expect.returned(None),
            *more,
        ],
        {"batches": batches, "workers": workers, **inputs},
    )


@check(EVERY)
def test_batch_after_batch(draw: Draw) -> Trial:
    """Every item is handled once, and no batch starts before the last is done."""
    numbers = draw.numbers(9)
    batches = [numbers[:4], numbers[4:7], numbers[7:]]
    children = expect.worked_in_children(2, kind="handle")
    return passes(run, batches, 2, children, held=numbers[:1])


@check(ONE)
def test_all_workers_at_once(draw: Draw) -> Trial:
    """Three workers handle three items at a time, also after a long pause."""
    alone, *together = draw.numbers(4)
    return Trial(
        run_meeting,
        [expect.in_batches([[alone], together]), expect.at_most_at_a_time(3)],
        {"alone": alone, "together": together, "workers": 3},
    )


@check(ONE)
def test_single_worker(draw: Draw) -> Trial:
    """One worker handles one item at a time, and the last one is waited for."""
    # Both are held: whichever of two processes comes first, the other one still finds it there.
    numbers = draw.numbers(2)
    return passes(run, [numbers], 1, held=numbers)


@check(BOTH)
def test_errors_of_the_handler(draw: Draw) -> Trial:
    """An item whose handling fails is finished, and no worker is lost."""
    failing, later = draw.numbers(3), [1001, 1002, 1003]
    return Trial(
        run_failing,
        [expect.in_batches([failing, later]), expect.returned(None)],
        {"failing": failing, "later": later, "workers": 3},
    )


@check(ONE)
def test_errors_stop_nothing(draw: Draw) -> Trial:
    """If the first item fails, the rest of its batch is handled before the next."""
    numbers = draw.numbers(12)
    return passes(run_failing_first, [numbers[:9], numbers[9:]], 2)


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "", [] and False are data, and do not end anything."""
    items = [None, None, None, 0, "", [], False, {}, (), -1, "STOP", *draw.numbers(1)]
    draw.shuffle(items)
    return passes(run, [items[:7], items[7:]], 2)


@check(ONE)
def test_items_that_equal_everything(draw: Draw) -> Trial:
    """An item that equals everything is data too."""
    numbers = draw.numbers(5)
    return passes(run_equal, [numbers[:3], numbers[3:]], 2)


@check(BOTH)
def test_empty_batches(draw: Draw) -> Trial:
    """Empty batches are no problem, nor are more workers than items."""
    one, two = draw.numbers(2)
    return passes(run, [[], [one], [], [two], []], 3)


@check(ONE)
def test_no_batches(draw: Draw) -> Trial:
    """Without any batch it returns as well."""
    return passes(run, [], draw.randint(1, 3))


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    numbers = draw.numbers(6)
    calls = [[numbers[:2], numbers[2:3]], [numbers[3:4], numbers[4:]]]
    return Trial(
        run_in_turn,
        [expect.in_batches([batch for batches in calls for batch in batches])],
        {"calls": calls, "workers": 2, "held": numbers[3:4]},
    )
