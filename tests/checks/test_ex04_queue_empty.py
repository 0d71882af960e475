"""What a consumer that notices idleness must do."""

import multiprocessing as mp
import queue as queues
import time

from examiner import expect
from examiner.spec import BOTH, EVERY, ONE, Draw, Trial, check
from examiner.stage.play import Stage
from examiner.stage.props import looks_late, opens, pauses, quiet, raises

CONTRACT = {"consume": ["queue", "handle", "on_idle", "timeout"]}

SHORT = 0.15
"""The timeout of most trials, in seconds: long against a wake-up, short against a deadline."""

STARTER_DEADLINE = 12.5
"""pytest-timeout's seconds where a wrong answer waits for ever for something that may yet come.
The trial's own deadline is a fifth of it."""

LOOK = 0.02
"""Seconds between two looks of a producer that is about to put more: its waits are timed, because
while it lives, what a consumer waits for may still come, and that is no deadlock."""


def put_all(queue, items, gap=0.0):
    for item in items:
        time.sleep(gap)
        queue.put(item)


def put_when_open(queue, gate, items):
    """Put items once a gate is open."""
    while not gate.is_open():
        time.sleep(LOOK)
    put_all(queue, items)


def put_after_pauses(queue, first, silence, timeout, rest):
    """Put an item, keep silent for some timeouts, put the rest."""
    queue.put(first)
    for _ in range(silence):
        time.sleep(timeout)
    put_all(queue, rest)


def put_after_a_rest(queue, folder, items):
    quiet(folder)
    put_all(queue, items)


def watch(stage: Stage, producer, args, handle, on_idle, timeout, queue):
    """Run a producer beside the answer until both have ended."""
    source = mp.Process(target=producer, args=(queue, *args), name="producer")
    consumer = mp.Process(
        target=stage.answer("consume", goes_on=True),
        args=(queue, handle, on_idle, timeout),
        name="consumer",
    )
    consumer.start()
    source.start()
    consumer.join()
    source.join()


def plain(stage: Stage, items, extra=()):
    """All items are there at once; what comes after the end mark is read back."""
    queue = mp.Queue()
    watch(stage, put_all, ([*items, None, *extra],), stage.handler(), stage.idle(), 1.0, queue)
    for _ in extra:
        stage.report("left", queue.get())


def late(stage: Stage, items, calls):
    """The rest comes only after on_idle was called some times."""
    queue, gate = mp.Queue(), stage.gate(f"on_idle is called {calls} times")
    queue.put(items[0])
    on_idle = stage.idle(steps={calls - 1: [opens(gate)]})
    watch(stage, put_when_open, (gate, [*items[1:], None]), stage.handler(), on_idle, SHORT, queue)


def sent_home(stage: Stage, items, calls):
    """on_idle answers True at its nth call; the producer would still have more to put."""
    queue, gate = mp.Queue(), stage.gate(f"on_idle is called {calls} times")
    never = stage.gate("the consumer has gone")
    for item in items:
        queue.put(item)
    on_idle = stage.idle(until=gate, steps={calls - 1: [opens(gate)]})
    source = mp.Process(target=put_when_open, args=(queue, never, []), name="producer")
    consumer = mp.Process(
        target=stage.answer("consume"), args=(queue, stage.handler(), on_idle, SHORT), name="consumer"
    )
    consumer.start()
    source.start()
    consumer.join()
    never.open()
    source.join()


def regular(stage: Stage, items, silence):
    """Silence of some timeouts after the first item, whose handling takes longer than the timeout."""
    queue = mp.Queue()
    args = (items[0], silence, SHORT, [*items[1:], None])
    handle = stage.handler({0: [pauses(2.5 * SHORT)]})
    watch(stage, put_after_pauses, args, handle, stage.idle(), SHORT, queue)


def dripping(stage: Stage, items, timeout, gap, slow):
    """Items come one by one, each within the timeout; the handling of the first takes longer than it."""
    queue = mp.Queue()
    handle = stage.handler({0: [pauses(slow)]})
    watch(stage, put_all, ([*items, None], gap), handle, stage.idle(), timeout, queue)


def failing(stage: Stage, items):
    """The handler raises queue.Empty at the second item, another consumer's handler a KeyError."""
    for error in (queues.Empty("the handler's own"), KeyError("the handler's own")):
        queue = mp.Queue()
        handle = stage.handler({1: [raises(error)]})
        watch(stage, put_all, ([*items, None],), handle, stage.idle(), SHORT, queue)


def on_idle_failing(stage: Stage):
    """on_idle raises queue.Empty."""
    queue = mp.Queue()
    on_idle = stage.idle(steps={0: [raises(queues.Empty("on_idle's own"))]})
    watch(stage, put_all, ([],), stage.handler(), on_idle, SHORT, queue)


def shared(stage: Stage, item):
    """Two idle consumers see one item, which only one of them can get."""
    queue, handled = mp.Queue(), stage.gate("the item is handled")
    handle = stage.handler({0: [opens(handled)]})
    both = [stage.gate(f"consumer {n} is idle") for n in (1, 2)]
    consumers = [
        mp.Process(
            target=stage.answer("consume", first=looks_late(3 * SHORT)),
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
    queue = mp.Queue()
    args = (stage.folder, [*items, None])
    watch(stage, put_after_a_rest, args, stage.handler(), stage.idle(), 2.0, queue)


@check(EVERY)
def test_until_the_end_mark(draw: Draw) -> Trial:
    """Items are handled in order until None, which gives "done"."""
    items = draw.numbers(6)
    return Trial(
        plain,
        [expect.handled(items), expect.returned("done"), expect.handled_where_called()],
        {"items": items},
    )


@check(BOTH, STARTER_DEADLINE)
def test_idle_and_sent_home(draw: Draw) -> Trial:
    """When on_idle says True it returns "idle", and asks no more."""
    items, calls = draw.numbers(2), draw.randint(2, 3)
    return Trial(
        sent_home,
        [
            expect.handled(items),
            expect.returned("idle"),
            expect.idled(calls, calls),
            expect.apart(SHORT),
            expect.handled_where_called(),
        ],
        {"items": items, "calls": calls},
    )


@check(BOTH, STARTER_DEADLINE)
def test_items_after_silence(draw: Draw) -> Trial:
    """Items that come after several idle timeouts are handled."""
    items = draw.numbers(4)
    return Trial(
        late,
        [expect.handled(items), expect.returned("done"), expect.apart(SHORT)],
        {"items": items, "calls": 3},
    )


@check(BOTH)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [] and False are data."""
    items = [0, "", [], False, 0.0, {}, (), *draw.numbers(2)]
    draw.shuffle(items)
    return Trial(plain, [expect.handled(items), expect.returned("done")], {"items": items})


@check(ONE)
def test_as_often_as_the_timeout_passes(draw: Draw) -> Trial:
    """While nothing comes, on_idle is called once a timeout: not more often, not half as often."""
    items = draw.numbers(3)
    return Trial(
        regular,
        [expect.handled(items), expect.returned("done"), expect.apart(SHORT), expect.idled(5)],
        {"items": items, "silence": 12},
    )


@check(ONE)
def test_items_start_the_clock_anew(draw: Draw) -> Trial:
    """The clock starts anew whenever an item has been handled."""
    items = draw.numbers(6)
    return Trial(
        dripping,
        [expect.handled(items), expect.returned("done"), expect.apart(0.4)],
        {"items": items, "timeout": 0.4, "gap": 0.26, "slow": 0.5},
    )


@check(ONE, STARTER_DEADLINE)
def test_throughput(draw: Draw) -> Trial:
    """Items that are there already are handled one after the other, without a timeout between them."""
    items = draw.numbers(60)
    return Trial(
        plain, [expect.handled(items), expect.returned("done"), expect.idled(0, 0)], {"items": items}
    )


@check(BOTH)
def test_the_rest_is_left(draw: Draw) -> Trial:
    """What comes after the end mark stays in the queue."""
    items = draw.numbers(3)
    return Trial(
        plain,
        [expect.handled(items[:2]), expect.value("left", items[2], "what is left in the queue")],
        {"items": items[:2], "extra": items[2:]},
    )


@check(BOTH)
def test_errors_of_the_handler(draw: Draw) -> Trial:
    """An exception of the handler escapes, even if it is queue.Empty."""
    items = draw.numbers(3)
    return Trial(
        failing,
        [
            expect.raised_in_turn(["Empty", "KeyError"]),
            expect.idled(0),
            expect.handled([*items[:2], *items[:2]]),
        ],
        {"items": items},
        may_raise=True,
    )


@check(ONE)
def test_errors_of_on_idle(draw: Draw) -> Trial:
    """An exception of on_idle escapes as well."""
    return Trial(
        on_idle_failing, [expect.raised_in_turn(["Empty"]), expect.idled(1, 1)], may_raise=True
    )


@check(BOTH)
def test_two_consumers(draw: Draw) -> Trial:
    """Two consumers can share one queue: what one has seen, the other may take."""
    item = draw.numbers(1)[0]
    return Trial(shared, [expect.handled_by_all([item]), expect.returned("idle")], {"item": item})


@check(ONE)
def test_waiting_costs_nothing(draw: Draw) -> Trial:
    """Waiting uses no CPU."""
    items = draw.numbers(2)
    return Trial(resting, [expect.handled(items), expect.returned("done")], {"items": items})
