"""What workers that finish one batch before the next must do."""

from collections import Counter
from collections.abc import Sequence
from queue import Empty

from examiner import expect
from examiner.expect.findings import compare_counts, wrong
from examiner.facts.labels import label
from examiner.facts.log import Entry
from examiner.facts.odd import Equal
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER, DATA, RETURNS
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.props import Late, fails, opens, raises, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"run": ["batches", "handle", "workers"]}
WORLDS = {"data": DATA, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("batch_after_batch", "all_workers_at_once"),
    "raises: an exception": ("errors_of_the_handler", "errors_stop_nothing"),
    "raises: a well-known one": ("errors_of_the_handler",),
    "raises: an exit": "the prompt admits no more than an Exception from handle",
    "death": "nobody dies: all processes exit with code 0",
    "raises: unpicklable": ("errors_of_the_handler",),
    "scale: none": ("no_batches", "empty_batches"),
    "scale: one": ("empty_batches",),
    "scale: few": ("empty_batches",),
    "scale: many": ("many_items",),
    "scale: big": ("many_items",),
    "crew: together": ("all_workers_at_once",),
    "crew: slow": ("slow_item",),
    "start: again": ("again",),
}


LONG = "its own, " * 200
"""A message of an exception: of a few dozens no pipe holds all."""


def run(stage: Stage, batches, workers, held=()):
    """Call the answer; the handling of the items `held` takes a quiet pause."""
    handle = stage.item_handler([(item, [rests()]) for item in held])
    stage.call("run", batches, handle, workers)


def run_meeting(stage: Stage, alone, together, workers):
    """One item takes a quiet pause; those of the next batch wait for one another."""
    handle = stage.item_handler([(alone, [rests()]), *meeting(stage, together)])
    stage.call("run", [[alone], together], handle, workers)


def run_failing(stage: Stage, failing, later, workers):
    """All workers meet a failing item at the same time, in two batches; later they meet again."""
    errors = [
        [raises(Empty("the handler's own")), fails("TwoParts", 1), raises(EOFError())],
        [raises(StopIteration()), fails("Holding", 2), raises(ConnectionResetError("its own"))],
    ]
    steps = [
        (item, [*todo, error])
        for batch, its_errors in zip(failing, errors, strict=True)
        for (item, todo), error in zip(meeting(stage, batch), its_errors, strict=True)
    ]
    handle = stage.item_handler([*steps, *meeting(stage, later)])
    stage.call("run", [*failing, later], handle, workers)


def run_erring(stage: Stage, batches, workers):
    """All items of the first batch fail, with a long message, where a pipe holds little."""
    stage.amplify(narrow_pipes)
    handle = stage.item_handler([(item, [raises(ValueError(LONG))]) for item in batches[0]])
    stage.call("run", batches, handle, workers)


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


def run_slow(stage: Stage, batches, workers):
    """The first item is held until all others of its batch are being handled, or have been."""
    slow, *others = batches[0]
    gates = [stage.gate(f"{item} is being handled") for item in others]
    steps = [(item, [opens(gate)]) for item, gate in zip(others, gates, strict=True)]
    handle = stage.item_handler([(slow, [waits(gate) for gate in gates]), *steps])
    stage.call("run", batches, handle, workers)


def run_late(stage: Stage, batches, workers):
    """The items of the first batch are unpickled late: nobody has them, and no queue either."""
    late = [Late(stage.folder, item) for item in batches[0]]
    run(stage, [late, *batches[1:]], workers)


def run_many(stage: Stage, batches, workers):
    """Pipes are narrow, so that they fill up soon."""
    stage.amplify(narrow_pipes)
    run(stage, batches, workers)


def run_in_turn(stage: Stage, calls, workers, held):
    """Call the answer several times in one program."""
    for batches in calls:
        run(stage, batches, workers, held)


def passes(scene, batches, workers, *more, **inputs) -> Trial:
    return Trial(
        scene,
        [
            in_batches(batches),
            at_most_at_a_time(workers),
            expect.returned(None),
            *more,
        ],
        {"batches": batches, "workers": workers, **inputs},
    )


def in_batches(batches: Sequence[Sequence[object]]) -> Expectation:
    """Each item was handled once, none before those of the batch before, all before the return."""
    expected = [Counter(label(item) for item in batch) for batch in batches]

    def look(outcome: Outcome) -> Finding | None:
        got = Counter(entry["item"] for entry in outcome.of("handle"))
        finding = compare_counts(got.elements(), sum(expected, Counter()).elements(), "handled")
        if finding and _is_cut_short(got, expected):
            finding = Finding(Verdict.EARLY, f"stopped early: {finding.message}")
        return finding or _mixed(outcome, expected) or _unfinished(outcome)

    return look


def _is_cut_short(got: Counter[str], expected: list[Counter[str]]) -> bool:
    """Were some batches handled, perhaps part of one, and none after these?"""
    left = got.copy()
    for batch in expected:
        if left < batch or not left:
            return left <= batch
        left -= batch
    return False


def _mixed(outcome: Outcome, expected: list[Counter[str]]) -> Finding | None:
    entries = outcome.of("handle", "handled")
    for number, batch in enumerate(expected, 1):
        unfinished, begun, size = batch.copy(), 0, batch.total()
        while unfinished.total() or begun < size:
            entry = entries.pop(0)
            if entry["kind"] == "handled":
                unfinished[entry["item"]] -= 1
            elif begun < size and entry["item"] in batch:
                begun += 1
            else:
                waiting = next(iter(+unfinished))
                return Finding(
                    Verdict.EARLY,
                    f"{entry['item']} was started before batch {number} was finished: "
                    f"{waiting} was not",
                )
    return None


def _unfinished(outcome: Outcome) -> Finding | None:
    returns = outcome.answered("return")
    late = [e for e in outcome.of("handled") if returns and e["t"] > returns[-1]["t"]]
    if not late:
        return None
    return Finding(
        Verdict.EARLY,
        f"{returns[-1]['function']}() returned before {late[0]['item']} was finished",
    )


def shared_by_at_most(workers: int, batches: Sequence[Sequence[object]]) -> Expectation:
    """No batch was handled by more processes than that; its items are not those of another."""
    expected = [{label(item) for item in batch} for batch in batches]

    def look(outcome: Outcome) -> Finding | None:
        for number, items in enumerate(expected, 1):
            pids = {entry["pid"] for entry in outcome.of("handle") if entry["item"] in items}
            if len(pids) > workers:
                return wrong(f"{len(pids)} processes shared batch {number}, allowed: {workers}")
        return None

    return look


def at_most_at_a_time(limit: int) -> Expectation:
    """Never more items than that were being handled, and each process handled one at a time."""

    def look(outcome: Outcome) -> Finding | None:
        busy: list[Entry] = []
        for entry in outcome.of("handle", "handled"):
            if entry["kind"] == "handled":
                busy = [b for b in busy if (b["pid"], b["item"]) != (entry["pid"], entry["item"])]
                continue
            same = [other for other in busy if other["pid"] == entry["pid"]]
            if same:
                who = outcome.role(entry["pid"])
                return wrong(f"{who} handled {same[0]['item']} and {entry['item']} at a time")
            busy.append(entry)
            if len(busy) > limit:
                return wrong(f"{len(busy)} items were being handled at a time, allowed: {limit}")
        return None

    return look


@check(EVERY, waits=True)
def test_batch_after_batch(draw: Draw) -> Trial:
    """Every item is handled once, and no batch starts before the last is done."""
    numbers = draw.items(9)
    batches = [numbers[:4], numbers[4:7], numbers[7:]]
    children = expect.worked_in_children(2, kind="handle")
    return passes(run, batches, 2, children, shared_by_at_most(2, batches), held=numbers[:1])


@check(ONE, waits=True)
def test_all_workers_at_once(draw: Draw) -> Trial:
    """Three workers handle three items at a time, also after a long pause."""
    alone, *together = draw.items(4)
    return Trial(
        run_meeting,
        [in_batches([[alone], together]), at_most_at_a_time(3)],
        {"alone": alone, "together": together, "workers": 3},
    )


@check(ONE)
def test_slow_item(draw: Draw) -> Trial:
    """A slow item holds nobody up: whoever is free takes the next."""
    numbers = draw.items(13)
    return passes(run_slow, [numbers[:11], numbers[11:]], 2)


@check(ONE, waits=True)
def test_single_worker(draw: Draw) -> Trial:
    """One worker handles one item at a time, and the last one is waited for."""
    # Both are held: whichever of two processes comes first, the other one still finds it there.
    numbers = draw.items(2)
    return passes(run, [numbers], 1, held=numbers)


@check(BOTH)
def test_errors_of_the_handler(draw: Draw) -> Trial:
    """An item whose handling fails is finished, and no worker is lost."""
    numbers, later = draw.items(6), [1001, 1002, 1003]
    failing = [numbers[:3], numbers[3:]]
    return Trial(
        run_failing,
        [in_batches([*failing, later]), expect.returned(None)],
        {"failing": failing, "later": later, "workers": 3},
    )


@check(ONE, waits=True)
def test_errors_stop_nothing(draw: Draw) -> Trial:
    """If the first item fails, the rest of its batch is handled before the next."""
    numbers = draw.items(12)
    return passes(run_failing_first, [numbers[:9], numbers[9:]], 2)


@check(ONE)
def test_late_items(draw: Draw) -> Trial:
    """An item that has been taken and is not handled yet holds the next batch back."""
    numbers = draw.numbers(7)
    return passes(run_late, [numbers[:1], numbers[1:4], numbers[4:]], 2)


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "", [] and False are data, and do not end anything."""
    items = [None, None, None, 0, "", [], False, {}, (), -1, "STOP", *draw.items(1)]
    draw.shuffle(items)
    return passes(run, [items[:7], items[7:]], 2)


@check(ONE)
def test_items_that_equal_everything(draw: Draw) -> Trial:
    """An item that equals everything is data too."""
    items = [Equal(value) for value in draw.items(5)]
    return passes(run, [items[:3], items[3:]], 2)


@check(BOTH)
def test_empty_batches(draw: Draw) -> Trial:
    """Empty batches are no problem, nor are more workers than items."""
    one, two = draw.items(2)
    return passes(run, [[], [one], [], [two], []], 3)


@check(ONE)
def test_no_batches(draw: Draw) -> Trial:
    """Without any batch it returns as well."""
    return passes(run, [], draw.randint(1, 3))


@check(BOTH, waits=True)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    numbers = draw.items(6)
    calls = [[numbers[:2], numbers[2:3]], [numbers[3:4], numbers[4:]]]
    return Trial(
        run_in_turn,
        [in_batches([batch for batches in calls for batch in batches])],
        {"calls": calls, "workers": 2, "held": numbers[3:4]},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """Batches of 1,500 items pass, items of 300 kB, and 1,100 batches."""
    big = [b"%03d" % number * 100_000 for number in draw.numbers(6)]
    return passes(run_many, [list(range(1_500)), big, *([[]] * 1_100), [2_001]], 2)


@check(ONE, volume=True)
def test_many_errors(draw: Draw) -> Trial:
    """However many items fail, and however much there is to say of it, nothing stops."""
    return passes(run_erring, [draw.numbers(60), draw.numbers(2)], 2)
