"""What a consumer that notices idleness must do."""

import multiprocessing as mp
import queue as queues
import time

from examiner import expect
from examiner.expect.findings import CLOCK_TOLERANCE, wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA_WITHOUT_EQUALS, RETURNS, unsent
from examiner.spec import BOTH, EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.looks_late import looks_late
from examiner.stage.props import amplified, opens, pauses, polls, put_all, raises, rests
from examiner.stage.scene import Stage

CONTRACT = {"consume": ["queue", "handle", "on_idle", "timeout"]}
WORLDS = {"data": unsent(DATA_WITHOUT_EQUALS), "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data: own": "it sends nothing but items",
    "data: equal": "None is the end mark, and iter(queue.get, None) compares with ==",
    "data: incomparable": "an answer may compare items with None by ==",
    "time: late": ("items_after_silence",),
    "time: early": "get(timeout=timeout) may be the very clock of a right answer",
    "raises: an exception": ("errors_of_the_handler",),
    "raises: a well-known one": ("errors_of_the_handler", "errors_of_on_idle"),
    "death": "nobody dies: the contract has no death in it",
    "scale: one": ("two_consumers",),
    "scale: few": ("two_consumers",),
    "crew: together": ("two_consumers",),
}

CLOCK = "kind"
"""The contract has a clock of its own: under control no wait runs out while somebody can go."""

SHORT = 0.15
"""The timeout of most trials, in seconds: long against a wake-up, short against a deadline."""

PATIENCE = 25
"""pytest-timeout's seconds where a wrong answer waits for ever for something that may yet come.
The trial's own deadline is a tenth of it."""


def watch(
    stage: Stage, items, *, timeout=SHORT, before=None, handle=None, on_idle=None, queue=None
):
    """Run a producer beside the answer until both have ended.

    `before` says what happens before item n is put.
    """
    queue = queue or mp.Queue()
    source = stage.source(items, before)
    producer = mp.Process(target=put_all, args=(queue, source), name="producer")
    consumer = mp.Process(
        target=stage.answer("consume", goes_on=True),
        args=(queue, handle or stage.handler(), on_idle or stage.idle(), timeout),
        name="consumer",
    )
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()


def plain(stage: Stage, items, timeout, extra=()):
    """All items are there at once; what comes after the end mark is read back."""
    queue = mp.Queue()
    watch(stage, [*items, None, *extra], timeout=timeout, queue=queue)
    stage.tell_left(queue, len(extra))


def late(stage: Stage, items, calls):
    """The rest comes only after on_idle was called some times."""
    gate = stage.gate(f"on_idle is called {calls} times")
    on_idle = stage.idle(steps={calls - 1: [opens(gate)]})
    watch(stage, [*items, None], before={1: [polls(gate)]}, on_idle=on_idle)


def sent_home(stage: Stage, items, calls):
    """on_idle answers True at its nth call, while the producer may still have more to put."""
    gate = stage.gate(f"on_idle is called {calls} times")
    gone = stage.gate("the consumer has gone")
    on_idle = stage.idle(until=gate, steps={calls - 1: [opens(gate)]})
    queue = mp.Queue()
    source = stage.source(items, {len(items): [polls(gone)]})
    producer = mp.Process(target=put_all, args=(queue, source), name="producer")
    consumer = mp.Process(
        target=stage.answer("consume"),
        args=(queue, stage.handler(), on_idle, SHORT),
        name="consumer",
    )
    consumer.start()
    producer.start()
    consumer.join()
    gone.open()
    producer.join()


class Arrives:
    """A step that ends when there is something in the queue."""

    def __init__(self, queue):
        self.queue = queue

    def __call__(self, folder):
        """Look again and again."""
        while self.queue.empty():
            time.sleep(SHORT / 50)


def sent_home_too_early(stage: Stage, item):
    """An item arrives while on_idle is being called, which then answers True."""
    queue, called = mp.Queue(), stage.gate("on_idle is called")
    on_idle = stage.idle(until=called, steps={0: [opens(called), Arrives(queue)]})
    watch(stage, [item], before={0: [polls(called)]}, on_idle=on_idle, queue=queue)
    stage.tell_left(queue, 1)


def regular(stage: Stage, items, silence):
    """Silence of some timeouts after the first item.

    The handling of that item takes longer than the timeout, and so does the first on_idle.
    """
    handle = stage.handler({0: [pauses(2.5 * SHORT)]})
    on_idle = stage.idle(steps={0: [pauses(2.5 * SHORT)]})
    before = {1: [pauses(SHORT)] * silence}
    watch(stage, [*items, None], before=before, handle=handle, on_idle=on_idle)


def dripping(stage: Stage, items, timeout, gap):
    """Items come one by one, each within the timeout."""
    watch(
        stage, [*items, None], before={n: [pauses(gap)] for n in range(len(items))}, timeout=timeout
    )


def failing(stage: Stage, items):
    """The handler raises queue.Empty at the second item, another consumer's handler a KeyError."""
    for error in (queues.Empty("the handler's own"), KeyError("the handler's own")):
        watch(stage, [*items, None], handle=stage.handler({1: [raises(error)]}))


def on_idle_failing(stage: Stage):
    """on_idle raises queue.Empty."""
    watch(stage, [], on_idle=stage.idle(steps={0: [raises(queues.Empty("on_idle's own"))]}))


def shared(stage: Stage, item):
    """Two idle consumers see one item, which only one of them can get."""
    queue, handled = mp.Queue(), stage.gate("the item is handled")
    handle = stage.handler({0: [opens(handled)]})
    both = [stage.gate(f"consumer {n} is idle") for n in (1, 2)]
    consumers = [
        mp.Process(
            target=stage.answer("consume", first=amplified(looks_late, 3 * SHORT)),
            args=(queue, handle, stage.idle(handled, {0: [opens(gate)]}), SHORT),
            name="consumer",
        )
        for gate in both
    ]
    for consumer in consumers:
        consumer.start()
    for gate in both:
        gate.wait()
    queue.put(item)
    for consumer in consumers:
        consumer.join()


def resting(stage: Stage, items):
    """A quiet pause, shorter than the timeout."""
    watch(stage, [*items, None], before={0: [rests()]}, timeout=2.0)


def apart(seconds: float) -> Expectation:
    """Each call of on_idle comes at least that long after the handling or idling before it."""

    def look(outcome: Outcome) -> Finding | None:
        last: dict[int, float] = {}
        for entry in outcome.of("answer", "handled", "idled", "idle"):
            moment, pid = outcome.seconds(entry), entry["pid"]
            if entry["kind"] == "idle" and moment - last.get(pid, -1.0) < seconds * CLOCK_TOLERANCE:
                waited = moment - last[pid]
                return wrong(
                    f"on_idle was called after {waited:.3f} s of silence, "
                    f"the timeout is {seconds} s"
                )
            last[pid] = moment
        return None

    return look


def idled(at_least: int, at_most: int | None = None) -> Expectation:
    """on_idle was called that often."""

    def look(outcome: Outcome) -> Finding | None:
        calls = len(outcome.of("idle"))
        if calls < at_least:
            return wrong(f"on_idle was called {calls} times, expected at least {at_least}")
        if at_most is not None and calls > at_most:
            return wrong(f"on_idle was called {calls} times, expected at most {at_most}")
        return None

    return look


@check(EVERY)
def test_until_the_end_mark(draw: Draw) -> Trial:
    """Items are handled in order until None, which gives "done"."""
    items = draw.items(6)
    return Trial(
        plain,
        [expect.handled(items), expect.returned("done"), expect.handled_where_called()],
        {"items": items, "timeout": 0.4},
    )


@check(ONE)
def test_items_start_the_clock_anew(draw: Draw) -> Trial:
    """The clock starts anew whenever an item has been handled."""
    items = draw.items(6)
    return Trial(
        dripping,
        [expect.handled(items), expect.returned("done"), apart(0.4)],
        {"items": items, "timeout": 0.4, "gap": 0.26},
    )


@check(BOTH, PATIENCE)
def test_idle_and_sent_home(draw: Draw) -> Trial:
    """When on_idle says True it returns "idle", and asks no more."""
    items, calls = draw.items(2), draw.randint(2, 3)
    return Trial(
        sent_home,
        [
            expect.handled(items),
            expect.returned("idle"),
            idled(calls, calls),
            apart(SHORT),
            expect.handled_where_called(),
        ],
        {"items": items, "calls": calls},
    )


@check(ONE, PATIENCE)
def test_sent_home_too_early(draw: Draw) -> Trial:
    """It goes home then even if an item has come meanwhile, and leaves it."""
    item = draw.items(1)[0]
    return Trial(
        sent_home_too_early,
        [
            expect.handled([]),
            expect.returned("idle"),
            expect.value("left", item, "what is left in the queue"),
        ],
        {"item": item},
    )


@check(ONE, PATIENCE)
def test_items_after_silence(draw: Draw) -> Trial:
    """Items that come after several idle timeouts are handled."""
    items = draw.items(4)
    return Trial(
        late,
        [expect.handled(items), expect.returned("done"), apart(SHORT)],
        {"items": items, "calls": 3},
    )


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [] and False are data."""
    items = [0, "", [], False, 0.0, {}, (), *draw.items(2)]
    draw.shuffle(items)
    return Trial(
        plain, [expect.handled(items), expect.returned("done")], {"items": items, "timeout": 0.4}
    )


@check(ONE)
def test_as_often_as_the_timeout_passes(draw: Draw) -> Trial:
    """While nothing comes, on_idle is called once a timeout."""
    items = draw.items(3)
    return Trial(
        regular,
        [expect.handled(items), expect.returned("done"), apart(SHORT), idled(5)],
        {"items": items, "silence": 15},
    )


@check(ONE, PATIENCE)
def test_throughput(draw: Draw) -> Trial:
    """Items that are there already are handled without any delay."""
    items = list(range(1500))  # more than the recursion limit
    return Trial(
        plain,
        [expect.handled(items), expect.returned("done"), idled(0, 0)],
        {"items": items, "timeout": 1.0},
    )


@check(ONE)
def test_the_rest_is_left(draw: Draw) -> Trial:
    """What comes after the end mark stays in the queue."""
    items = draw.items(3)
    return Trial(
        plain,
        [expect.handled(items[:2]), expect.value("left", items[2], "what is left in the queue")],
        {"items": items[:2], "timeout": 1.0, "extra": items[2:]},
    )


@check(ONE)
def test_errors_of_the_handler(draw: Draw) -> Trial:
    """An exception of the handler escapes, even if it is queue.Empty."""
    items = draw.items(3)
    return Trial(
        failing,
        [
            expect.raised_in_turn(["Empty", "KeyError"]),
            idled(0),
            expect.handled([*items[:2], *items[:2]]),
        ],
        {"items": items},
        may_raise=True,
    )


@check(ONE, PATIENCE)
def test_errors_of_on_idle(draw: Draw) -> Trial:
    """An exception of on_idle escapes as well."""
    return Trial(on_idle_failing, [expect.raised_in_turn(["Empty"]), idled(1, 1)], may_raise=True)


@check(BOTH)
def test_two_consumers(draw: Draw) -> Trial:
    """Two consumers can share one queue: what one has seen, the other may take."""
    item = draw.items(1)[0]
    return Trial(shared, [expect.handled_by_all([item]), expect.returned("idle")], {"item": item})


@check(ONE)
def test_waiting_costs_nothing(draw: Draw) -> Trial:
    """Waiting uses no CPU."""
    items = draw.items(2)
    return Trial(resting, [expect.handled(items), expect.returned("done")], {"items": items})
