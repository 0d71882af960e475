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
from examiner.stage.amplifiers.replacing import replace_everywhere
from examiner.stage.props import (
    amplified,
    fails,
    opens,
    pauses,
    polls,
    put_all,
    raises,
    rests,
    waits,
)
from examiner.stage.scene import Stage
from examiner.stage.where import passes_on

CONTRACT = {"consume": ["queue", "handle", "on_idle", "timeout"]}
WORLDS = {"data": unsent(DATA_WITHOUT_EQUALS), "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data: own": "it sends nothing but items",
    "data: equal": "None is the end mark, and iter(queue.get, None) compares with ==",
    "data: incomparable": "an answer may compare items with None by ==",
    "data: classes": "an answer may take a class for its sign of silence: queue.Empty, say",
    "data: marks": "None is the end mark, and ... or an Enum's member may be a sign of silence",
    "time: late": ("items_after_silence",),
    "time: early": "get(timeout=timeout) may be the very clock of a right answer",
    "raises: an exception": ("errors_of_the_handler",),
    "raises: a well-known one": ("errors_of_the_handler", "errors_of_on_idle"),
    "raises: unpicklable": ("errors_of_the_handler",),
    "raises: an exit": ("exits",),
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("the_rest_is_left",),
    "scale: one": ("two_consumers",),
    "scale: few": ("two_consumers",),
    "scale: many": ("throughput",),
    "scale: big": ("waiting_costs_nothing",),
    "crew: together": ("two_consumers",),
    "crew: slow": ("one_is_slow",),
    "start: again": ("the_rest_is_left",),
}

CLOCK = "kind"
"""The contract has a clock of its own: under control no wait runs out while somebody can go."""

EXIT_CODE = 3
"""What on_idle leaves with."""

NAPS = 20
"""So many times longer every nap is: then one of a millisecond an item takes half a minute."""

SHORT = 0.15
"""The timeout of most trials, in seconds: long against a wake-up, short against a deadline."""

LONG = 7 * SHORT
"""A timeout that has not passed when who has seen an item acts on that."""

LEAD = 0.2
"""Seconds that somebody gets to be the first to wait."""

NEVER = 100.0
"""A timeout that no trial lives to see the end of, nor a tenth of it."""

PATIENCE = 25
"""pytest-timeout's seconds where a wrong answer waits for ever for something that may yet come.
The trial's own deadline is a tenth of it."""


def watch(
    stage: Stage,
    items,
    *,
    timeout=SHORT,
    before=None,
    handle=None,
    on_idle=None,
    queue=None,
    afterwards=None,
):
    """Run a producer beside the answer until both have ended; return the answer's exit code.

    `before` says what happens before item n is put; `afterwards` is a gate that is opened when the
    answer has ended.
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
    if afterwards:
        afterwards.open()
    producer.join()
    return consumer.exitcode


def plain(stage: Stage, items, timeout):
    """All items are there at once."""
    watch(stage, [*items, None], timeout=timeout)


def put_before(items):
    """Return a queue in whose pipe all these items are."""
    queue = mp.Queue()
    producer = mp.Process(target=put_all, args=(queue, items), name="producer")
    producer.start()
    producer.join()
    return queue


def in_turn(stage: Stage, batches):
    """Call the answer several times with one queue; whoever lacks an item is sent home."""
    queue = put_before([item for batch in batches for item in [*batch, None]])
    at_once = stage.gate("it may go at once")
    at_once.open()
    for _ in batches:
        stage.call("consume", queue, stage.handler(), stage.idle(until=at_once), SHORT)


def long_naps(folder):
    """Let `time.sleep()` take much longer."""
    sleep = time.sleep
    replace_everywhere(sleep, passes_on(lambda seconds: sleep(NAPS * seconds)))


def very_many(stage: Stage, items):
    """All items are there before it begins, so that nobody has to nap."""
    queue = put_before([*items, None])
    consumer = mp.Process(
        target=stage.answer("consume", first=amplified(long_naps)),
        args=(queue, stage.handler(), stage.idle(), 1.0),
        name="consumer",
    )
    consumer.start()
    consumer.join()


def late(stage: Stage, items, calls, timeout):
    """The rest comes only after on_idle was called some times."""
    gate = stage.gate(f"on_idle is called {calls} times")
    on_idle = stage.idle(steps={calls - 1: [opens(gate)]})
    watch(
        stage,
        [*items, None],
        timeout=timeout,
        before={1: [polls(gate)]},
        on_idle=on_idle,
        afterwards=gate,
    )


def sent_home(stage: Stage, items, calls):
    """on_idle answers True at its nth call, while the producer may still have more to put."""
    gate = stage.gate(f"on_idle is called {calls} times")
    gone = stage.gate("the consumer has gone")
    on_idle = stage.idle(until=gate, steps={calls - 1: [opens(gate)]})
    queue = put_before(items)  # or a slow machine would let it idle before the first one comes
    source = stage.source([], {0: [polls(gone)]})
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
    """The handler raises queue.Empty at the second item, those of other consumers other errors."""
    for step in (
        raises(queues.Empty("the handler's own")),
        fails("KeyError", 1),
        fails("Holding", 1),
        fails("StopIteration", 1),
    ):
        watch(stage, [*items, None], handle=stage.handler({1: [step]}))


def on_idle_failing(stage: Stage):
    """on_idle raises queue.Empty, that of another consumer StopIteration."""
    for error in (queues.Empty("on_idle's own"), StopIteration("on_idle's own")):
        watch(stage, [], on_idle=stage.idle(steps={0: [raises(error)]}))


def exiting(stage: Stage, items):
    """The handler raises KeyboardInterrupt, another consumer's on_idle SystemExit."""
    interrupted = stage.handler({0: [raises(KeyboardInterrupt())]})
    leaving = stage.idle(steps={0: [raises(SystemExit(EXIT_CODE))]})
    for some, handle, on_idle in (([*items, None], interrupted, None), ([], None, leaving)):
        code = watch(stage, some, handle=handle, on_idle=on_idle)
        stage.tell("exit code", code)


def shared(stage: Stage, item):
    """Two idle consumers see one item, which only one of them can get."""
    queue, handled = mp.Queue(), stage.gate("the item is handled")
    handle = stage.handler({0: [opens(handled)]})
    both = [stage.gate(f"consumer {n} is idle") for n in (1, 2)]
    consumers = [
        mp.Process(
            target=stage.answer("consume", first=amplified(looks_late, 3 * SHORT)),
            args=(queue, handle, stage.idle(handled, {0: [opens(gate)]}), LONG),
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


def beside_a_reader(stage: Stage, item):
    """Another consumer waits without a limit, and so holds the queue's lock all the time."""
    queue, called = mp.Queue(), stage.gate("on_idle is called twice")
    reader = mp.Process(target=get_one, args=(queue,), name="other consumer")
    consumer = mp.Process(
        target=stage.answer("consume", first=pauses(LEAD)),
        args=(queue, stage.handler(), stage.idle(called, {1: [opens(called)]}), SHORT),
        name="consumer",
    )
    reader.start()
    consumer.start()
    consumer.join()
    queue.put(item)
    reader.join()


def get_one(queue):
    """Take what comes, whenever that is."""
    queue.get()


def still_in_pickling(stage: Stage, item):
    """The item has been put, but is pickled only after on_idle was called."""
    called = stage.gate("on_idle is called")
    made = stage.stepping(item, polls(called))
    watch(stage, [made, None], on_idle=stage.idle(steps={0: [opens(called)]}))


def one_slow(stage: Stage, first, second):
    """The handling of the first item takes until another consumer has handled the second."""
    queue, handled = put_before([first, second, None, None]), stage.gate("the second is handled")
    handle = stage.item_handler([(first, [waits(handled)]), (second, [opens(handled)])])
    weary = stage.gate("one has waited in vain")
    consumers = [
        mp.Process(
            target=stage.answer("consume"),
            args=(queue, handle, stage.idle(weary, {5: [opens(weary)]}), SHORT),
            name="consumer",
        )
        for _ in range(2)
    ]
    for consumer in consumers:
        consumer.start()
    for consumer in consumers:
        consumer.join()


def resting(stage: Stage, items):
    """A quiet pause, before a big item, while the timeout is far away."""
    watch(stage, [stage.bulky(items[0]), *items[1:], None], before={0: [rests()]}, timeout=NEVER)


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


def exit_codes(interrupted: int, left: int) -> Expectation:
    """The processes of the answer ended by what was raised."""

    def look(outcome: Outcome) -> Finding | None:
        got = outcome.values("exit code")
        raised = ("KeyboardInterrupt in handle", f"SystemExit({left}) in on_idle")
        for code, expected, what in zip(got, (interrupted, left), raised, strict=False):
            if code != str(expected):
                return wrong(f"{what} gave the exit code {code}, expected {expected}")
        return None if len(got) == len(raised) else wrong("not all consumers have ended")

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


@check(ONE, waits=True)
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
    (item,) = draw.numbers(1)
    return Trial(
        sent_home_too_early,
        [
            expect.handled([]),
            expect.returned("idle"),
            expect.value("left", item, "what is left in the queue"),
        ],
        {"item": item},
    )


@check(ONE)
def test_items_after_silence(draw: Draw) -> Trial:
    """Items that come after many idle timeouts are handled."""
    items = draw.items(4)
    return Trial(
        late,
        [expect.handled(items), expect.returned("done"), apart(0.02)],
        {"items": items, "calls": 20, "timeout": 0.02},
    )


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [] and False are data."""
    items = [0, "", [], False, 0.0, {}, (), *draw.items(2)]
    draw.shuffle(items)
    return Trial(
        plain, [expect.handled(items), expect.returned("done")], {"items": items, "timeout": 0.4}
    )


@check(ONE, waits=True)
def test_as_often_as_the_timeout_passes(draw: Draw) -> Trial:
    """While nothing comes, on_idle is called once a timeout."""
    items = draw.items(3)
    return Trial(
        regular,
        [expect.handled(items), expect.returned("done"), apart(SHORT), idled(5)],
        {"items": items, "silence": 15},
    )


@check(ONE, volume=True)
def test_throughput(draw: Draw) -> Trial:
    """Items that are there already are handled without any delay."""
    items = list(range(1500))  # more than the recursion limit
    return Trial(
        very_many,
        [expect.handled(items), expect.returned("done"), idled(0, 0)],
        {"items": items},
    )


@check(ONE)
def test_the_rest_is_left(draw: Draw) -> Trial:
    """What comes after the end mark is left for the next call."""
    first, second, last = draw.items(3)
    batches = [[first, second], [], [last], []]
    return Trial(
        in_turn,
        [expect.handled_in_calls(batches), expect.returned_in_turn(["done"] * len(batches))],
        {"batches": batches},
    )


@check(ONE)
def test_errors_of_the_handler(draw: Draw) -> Trial:
    """An exception of the handler escapes, even if it is queue.Empty."""
    items = draw.items(3)
    return Trial(
        failing,
        [
            expect.raised_in_turn(["Empty", "KeyError", "Holding", "StopIteration"]),
            expect.handled(4 * items[:2]),
        ],
        {"items": items},
        may_raise=True,
    )


@check(ONE, PATIENCE)
def test_errors_of_on_idle(draw: Draw) -> Trial:
    """An exception of on_idle escapes as well."""
    return Trial(
        on_idle_failing,
        [expect.raised_in_turn(["Empty", "StopIteration"]), idled(2, 2)],
        may_raise=True,
    )


@check(ONE)
def test_exits(draw: Draw) -> Trial:
    """KeyboardInterrupt and SystemExit escape as well."""
    items = draw.items(2)
    return Trial(
        exiting,
        [exit_codes(1, EXIT_CODE), expect.handled(items[:1])],
        {"items": items},
        may_raise=True,
        may_die=True,
    )


@check(BOTH, waits=True)
def test_two_consumers(draw: Draw) -> Trial:
    """Two consumers share a queue: who sees an item that the other one takes waits on."""
    item = draw.items(1)[0]
    return Trial(
        shared,
        [expect.handled_by_all([item]), expect.returned("idle"), apart(LONG)],
        {"item": item},
    )


@check(ONE, waits=True)
def test_another_one_waits(draw: Draw) -> Trial:
    """If another consumer waits for an item too, on_idle is called all the same."""
    (item,) = draw.numbers(1)
    return Trial(
        beside_a_reader,
        [expect.handled([]), expect.returned("idle"), idled(2, 2)],
        {"item": item},
    )


@check(ONE, PATIENCE)
def test_put_but_not_there(draw: Draw) -> Trial:
    """While an item is still being pickled, nothing has arrived, and on_idle is called."""
    item = draw.items(1)[0]
    return Trial(
        still_in_pickling,
        [expect.handled([item]), expect.returned("done"), idled(1)],
        {"item": item},
    )


@check(ONE)
def test_one_is_slow(draw: Draw) -> Trial:
    """While one consumer handles an item, another gets the next."""
    first, second = draw.items(2)
    return Trial(
        one_slow,
        [expect.handled_by_all([first, second]), expect.returned("done")],
        {"first": first, "second": second},
    )


@check(ONE, waits=True)
def test_waiting_costs_nothing(draw: Draw) -> Trial:
    """Waiting uses no CPU, and ends when an item comes."""
    items = draw.items(2)
    return Trial(resting, [expect.handled(items), expect.returned("done")], {"items": items})
