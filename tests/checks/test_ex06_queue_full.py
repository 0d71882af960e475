"""What a producer that sheds load must do."""

import contextlib
import multiprocessing as mp
import queue as queues
import time
from collections.abc import Sequence

from examiner import expect
from examiner.expect.findings import CLOCK_TOLERANCE, compare, compare_counts, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA, unsent
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.looks_late import looks_late
from examiner.stage.props import (
    amplified,
    in_turn,
    opens,
    pauses,
    quiet,
    take_all,
    wait_until_full,
    waits,
    warms,
)
from examiner.stage.scene import Stage

CONTRACT = {"produce": ["queue", "items", "patience", "gone"]}
WORLDS = {"data": unsent(DATA), "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data: own": "it sends nothing but items",
    "time: late": ("stop_and_go", "patience_ends", "consumer_gone"),
    "time: early": "put(timeout=patience) may be the very clock of a right answer",
    "raises": "it has no callback",
    "death": "the producer does not die; that its consumer is dead, gone says",
    "scale: none": ("again",),
    "scale: one": ("again", "two_producers"),
    "scale: few": "it has no workers: the caller puts all its items itself",
    "scale: many": ("many_items",),
    "scale: big": ("consumer_gone", "consumer_gone_at_the_last_item"),
    "crew: together": ("two_producers",),
    "crew: slow": ("stop_and_go", "patience_ends"),
    "start: again": ("again",),
}

CLOCK = "kind"
"""The contract has a clock of its own: under control no wait runs out while somebody can go."""

LONG = 100.0
"""A patience that no trial lives to see the end of, nor a tenth of it."""

LATENESS = (1.2, 1.3, 1.6)
"""By so many patiences room comes late: who is about to give up may still be at it."""

SHORT = 0.09
"""The patience where it only has to end, in seconds: less than anybody's slice."""

SOME_TIME = 4.0
"""Seconds after which an item that has not come does not come any more."""

GONE_LATEST = 2.5
"""Seconds in which it has to return once the consumer is gone. One is allowed, the rest is for a
busy machine."""


def shed(produce, reject, queue, batches, patience, gone):
    """The producer's process: call the answer for each batch, and report what it gives back."""
    for items in batches:
        result = produce(queue, items, patience, gone)
        if isinstance(result, tuple) and len(result) == 2 and isinstance(result[1], list):
            for item in result[1]:
                reject(item)


def producer(stage: Stage, queue, batches, patience, gone=None, first=()):
    """Start a producer, whose queue has its feeder thread already."""
    answer = stage.answer("produce", first=in_turn(*first, warms(queue)))
    gone = gone or mp.Event()
    process = mp.Process(
        target=shed,
        args=(answer, stage.handler(name="reject"), queue, batches, patience, gone),
        name="producer",
    )
    process.start()
    process.gone = gone  # a child that still starts looks for it by name: it has to live on
    return process


def keeping_up(stage: Stage, items, room):
    """A consumer that keeps up. The last item is slow to pickle."""
    queue = mp.Queue(room)
    process = producer(stage, queue, [[*items[:-1], stage.slow(items[-1])]], LONG)
    take_all(queue, process, stage.handler(name="arrive"))


def stalled(stage: Stage, batches, room, patience, slow=False):
    """Nothing is taken until the producer has exited. With `slow` the first item is late."""
    if slow:
        batches = [[stage.slow(batches[0][0]), *batches[0][1:]], *batches[1:]]
    queue = mp.Queue(room)
    process = producer(stage, queue, batches, patience)
    process.join()
    take_all(queue, process, stage.handler(name="arrive"))


def hiccup(stage: Stage, items, room):
    """The consumer rests, then takes everything."""
    queue = mp.Queue(room)
    process = producer(stage, queue, [items], LONG)
    wait_until_full(queue, process)
    quiet(stage.folder)
    take_all(queue, process, stage.handler(name="arrive"))


def in_good_time(stage: Stage, items, patience):
    """The queue is full for a small part of the producer's patience."""
    queue = mp.Queue(1)
    process = producer(stage, queue, [items], patience)
    wait_until_full(queue, process)
    time.sleep(patience / 5)
    take_all(queue, process, stage.handler(name="arrive"))


def stop_and_go(stage: Stage, items, room, patience):
    """The consumer takes longer for an item than the producer waits."""
    queue = mp.Queue(room)
    process = producer(stage, queue, [items], patience)
    steps = {n: [pauses(LATENESS[n % len(LATENESS)] * patience)] for n in range(len(items))}
    take_all(queue, process, stage.handler(steps, name="arrive"))


def gone_while_waiting(stage: Stage, bulky, batches, room):
    """Nobody ever reads. The producer waits for room; then it is told that the consumer is gone."""
    queue, gone = mp.Queue(room), mp.Event()
    first, *others = batches
    process = producer(stage, queue, [[stage.bulky(bulky), *first], *others], LONG, gone)
    wait_until_full(queue, process)
    quiet(stage.folder)
    stage.tell("gone was set", True)
    gone.set()
    process.join()


def gone_afterwards(stage: Stage, item):
    """All is sent and nobody reads it; the consumer is gone when there is nothing more to send."""
    queue, gone = mp.Queue(2), mp.Event()
    answer = stage.answer("produce", first=warms(queue))
    arguments = (answer, queue, stage.bulky(item), gone)
    process = mp.Process(target=send_and_learn, args=arguments, name="producer")
    process.start()
    process.join()


def send_and_learn(produce, queue, item, gone):
    """Call the answer for an item, and for none when the consumer is gone."""
    produce(queue, [item], LONG, gone)
    gone.set()
    produce(queue, [], LONG, gone)


def gone_before(stage: Stage, items):
    """There is room, but the consumer is gone from the beginning."""
    queue, gone = mp.Queue(len(items)), mp.Event()
    gone.set()
    process = producer(stage, queue, [items], LONG, gone)
    process.join()
    take_all(queue, process, stage.handler(name="arrive"))


def side_by_side(stage: Stage, queue, batches, patience, late):
    """Start two producers that begin together, and are late to act on what they have seen."""
    gates = [stage.gate("producer 1 is there"), stage.gate("producer 2 is there")]
    return [
        producer(
            stage,
            queue,
            [some],
            patience,
            first=[opens(mine), waits(other), amplified(looks_late, late)],
        )
        for some, mine, other in zip(batches, gates, reversed(gates), strict=True)
    ]


def two_producers(stage: Stage, batches):
    """Two producers see that there is room for one item."""
    queue = mp.Queue(1)
    processes = side_by_side(stage, queue, batches, SHORT, 5 * SHORT)
    for process in processes:
        process.join()
    take_all(queue, process, stage.handler(name="arrive"))


def contending(stage: Stage, batches):
    """Two producers see that there is room for one item; later there is room for the others."""
    queue = mp.Queue(1)
    processes = side_by_side(stage, queue, batches, LONG, SHORT)
    handle = stage.handler(name="arrive")
    wait_until_full(queue, processes[0])
    time.sleep(3 * SHORT)
    with contextlib.suppress(queues.Empty):
        for _ in range(sum(map(len, batches))):
            handle(queue.get(timeout=SOME_TIME))
    for process in processes:
        process.join()


def arrived(items: Sequence[object], *, in_order: bool = True) -> Expectation:
    """Exactly these items arrived, in this order or in any."""
    expected, comparing = [label(item) for item in items], compare if in_order else compare_counts
    return lambda outcome: comparing(_labels(outcome, "arrive"), expected, "arrived")


def shared_out(items: Sequence[object]) -> Expectation:
    """Each of these different items has either arrived or was rejected, both in their order.

    The calls returned how many had been sent, first.
    """
    expected = [label(item) for item in items]

    def look(outcome: Outcome) -> Finding | None:
        came, rejected = _labels(outcome, "arrive"), _labels(outcome, "reject")
        finding = compare_counts([*came, *rejected], expected, "sent or rejected")
        for labels, verb in ((came, "arrived"), (rejected, "rejected")):
            finding = finding or compare(labels, sorted(labels, key=expected.index), verb)
        return finding or _miscounted(outcome, len(came))

    return look


def all_sent_in_virtual_time(items: Sequence[object]) -> Expectation:
    """All of these were sent, if nothing takes longer than it says: on a busy machine it may."""
    sent = expect.returned((len(items), []))
    return lambda outcome: sent(outcome) if outcome.job.control else None


def _labels(outcome: Outcome, kind: str) -> list[str]:
    return [entry["item"] for entry in outcome.of(kind)]


def _miscounted(outcome: Outcome, count: int) -> Finding | None:
    said = [entry["value"].lstrip("(").partition(",")[0] for entry in outcome.answered("return")]
    if said and all(text.isdigit() for text in said) and sum(map(int, said)) == count:
        return None
    return wrong(f"{count} items arrived, the number returned is {' and '.join(said) or 'missing'}")


def tried_in_turn(items: Sequence[object]) -> Expectation:
    """No item was put, or tried, after a later one had been.

    What is put without `queue.put()` is not seen here.
    """
    places = {label(item): place for place, item in enumerate(items)}

    def look(outcome: Outcome) -> Finding | None:
        latest = ""
        for entry in outcome.of("call"):
            item = entry["argument"]
            if entry["plain"] != "queue.put()" or item not in places:
                continue
            if latest and places[item] < places[latest]:
                return wrong(f"{item} was offered again after {latest}: it had been rejected")
            latest = item
        return None

    return look


def took(at_least: float, at_most: float) -> Expectation:
    """The first call of the answer's function took that long, in seconds."""

    def look(outcome: Outcome) -> Finding | None:
        begun, ended = outcome.answered("begin"), outcome.answered("return")
        if not (begun and ended):
            return wrong("it did not return")
        seconds = outcome.seconds(ended[0]) - outcome.seconds(begun[0])
        what = f"{begun[0]['function']}() took {seconds:.2f} s"
        if seconds < at_least * CLOCK_TOLERANCE:
            return wrong(f"{what}, expected at least {at_least:.2f} s")
        return wrong(f"{what}, allowed are {at_most:.2f} s") if seconds > at_most else None

    return look


def returned_within(seconds: float, of: str) -> Expectation:
    """The first call returned at most so long after the scene reported the value `of`."""

    def look(outcome: Outcome) -> Finding | None:
        ended = outcome.answered("return")
        since = [entry for entry in outcome.of("value") if entry["name"] == of]
        if not (ended and since):
            return wrong("it did not return")
        late = outcome.seconds(ended[0]) - outcome.seconds(since[0])
        if late <= seconds:
            return None
        return wrong(f"{ended[0]['function']}() returned {late:.2f} s after {of}")

    return look


@check(EVERY, waits=True)
def test_consumer_keeps_up(draw: Draw) -> Trial:
    """What finds room arrives, once, in order, even if the process exits at once."""
    items = draw.items(8)
    return Trial(
        keeping_up,
        [arrived(items), expect.returned((8, []))],
        {"items": items, "room": 3},
    )


@check(ONE, waits=True)
def test_patience_ends(draw: Draw) -> Trial:
    """If nothing is taken, each item waits out its own patience, and is rejected."""
    items, room, patience = draw.items(5), 2, 0.57  # no multiple of anybody's slices
    return Trial(
        stalled,
        [
            expect.returned((2, items[2:])),
            arrived(items[:2]),
            took(3 * patience, 3 * (patience + 0.3)),
            tried_in_turn(items),
        ],
        {"batches": [items], "room": room, "patience": patience},
    )


@check(ONE, waits=True)
def test_patience_lasts(draw: Draw) -> Trial:
    """A hiccup shorter than the patience rejects nothing; waiting uses no CPU."""
    items = draw.items(6)
    return Trial(hiccup, [expect.returned((6, [])), arrived(items)], {"items": items, "room": 2})


@check(EVERY, waits=True)
def test_consumer_gone(draw: Draw) -> Trial:
    """When the consumer is gone, a long wait ends, and the process can exit."""
    bulky, same, other, later = draw.items(4)
    batches = [[same, same, other, same], [later]]
    return Trial(
        gone_while_waiting,
        [
            expect.returned_in_turn([(2, batches[0][1:]), (0, [later])]),
            returned_within(GONE_LATEST, "gone was set"),
        ],
        {"bulky": bulky, "batches": batches, "room": 2},
    )


@check(ONE, waits=True)
def test_consumer_gone_at_the_last_item(draw: Draw) -> Trial:
    """The process can exit too if it waited for room for its last item."""
    bulky, same, last = draw.items(3)
    return Trial(
        gone_while_waiting,
        [expect.returned((2, [last]))],
        {"bulky": bulky, "batches": [[same, last]], "room": 2},
    )


@check(ONE)
def test_consumer_gone_afterwards(draw: Draw) -> Trial:
    """The process can exit too if all its items were sent when the consumer was gone."""
    (item,) = draw.numbers(1)
    return Trial(gone_afterwards, [expect.returned_in_turn([(1, []), (0, [])])], {"item": item})


@check(ONE)
def test_consumer_gone_before(draw: Draw) -> Trial:
    """When the consumer is gone nothing is put, even if there is room."""
    items = draw.numbers(3)
    return Trial(gone_before, [expect.returned((0, items)), arrived([])], {"items": items})


@check(ONE, waits=True)
def test_rejections_lose_nothing(draw: Draw) -> Trial:
    """What was sent before an item was rejected arrives too."""
    items = draw.items(4)
    return Trial(
        stalled,
        [expect.returned((2, items[2:])), arrived(items[:2])],
        {"batches": [items], "room": 2, "patience": SHORT, "slow": True},
    )


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like None, 0, "", [] and False are data, sent or rejected."""
    items = [None, 0, "", [], False, {}, (), *draw.items(1)]
    draw.shuffle(items)
    return Trial(
        stalled,
        [expect.returned((4, items[4:])), arrived(items[:4])],
        {"batches": [items], "room": 4, "patience": SHORT},
    )


@check(ONE, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """Thousands of items pass like a few."""
    items = list(range(1500))  # more than the recursion limit
    return Trial(
        stalled,
        [expect.returned((len(items), [])), arrived(items)],
        {"batches": [items], "room": len(items), "patience": LONG},
    )


@check(ONE, waits=True)
def test_stop_and_go(draw: Draw) -> Trial:
    """If the consumer is slow, each item either arrives or is rejected."""
    items = draw.items(7)
    return Trial(stop_and_go, [shared_out(items)], {"items": items, "room": 1, "patience": 0.15})


@check(ONE)
def test_room_in_good_time(draw: Draw) -> Trial:
    """What finds room in the middle of its patience is not rejected at the end of it."""
    items = draw.items(2)
    return Trial(
        in_good_time,
        [shared_out(items), all_sent_in_virtual_time(items)],
        {"items": items, "patience": 0.2},
    )


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again with the same queue."""
    one, two = draw.items(3), draw.items(1)
    return Trial(
        stalled,
        [expect.returned_in_turn([(2, one[2:]), (0, []), (0, two)]), arrived(one[:2])],
        {"batches": [one, [], two], "room": 2, "patience": SHORT},
    )


@check(ONE)
def test_two_producers(draw: Draw) -> Trial:
    """Room for an item that one producer has seen, another one may take."""
    items = draw.items(2)
    return Trial(two_producers, [shared_out(items)], {"batches": [items[:1], items[1:]]})


@check(ONE, waits=True)
def test_the_place_is_taken(draw: Draw) -> Trial:
    """If another producer takes the place, an item waits on, as long as its patience lasts."""
    items = draw.numbers(4)
    return Trial(
        contending,
        [expect.returned_in_turn([(2, []), (2, [])]), arrived(items, in_order=False)],
        {"batches": [items[:2], items[2:]]},
    )
