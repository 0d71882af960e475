"""What the consumer loop must do."""

import multiprocessing as mp

from examiner import expect
from examiner.facts.worlds import CALLER, DATA_THAT_IS_COMPARED, RETURNS
from examiner.spec import EVERY, ONE, Draw, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import amplified, opens, pauses, put_all, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"consume": ["queue", "count", "handle"]}
WORLDS = {"data": DATA_THAT_IS_COMPARED, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("late_items",),
    "data: own": "it sends nothing",
    "data: equal": "iter(queue.get, object()) is right, and compares with ==",
    "data: incomparable": "iter(queue.get, object()) is right, and compares with ==",
    "scale: many": ("many_items",),
    "raises": "the prompt does not say that handle may raise",
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("count_of_zero",),
    "scale: one": ("again",),
    "scale: big": ("many_items",),
    "scale: few": "there is one consumer",
    "crew": "there is one consumer",
    "start: again": ("again",),
}


def one_producer(stage: Stage, items, count, late=(), big_end=False, room=0):
    """Start a producer of `items`, and the answer as the consumer of `count` of them.

    The producer pauses before the items at the positions `late`, and no timeout lasts that long.
    The first item takes a while to handle. With `big_end` the last one does not fit into a pipe.
    With `room` at most so many items wait in the queue.
    """
    items = [*items[:-1], stage.bulky(items[-1])] if big_end else items
    source = stage.source(items, {n: [rests()] for n in late})
    handle = stage.handler({0: [pauses(0.05)]})
    queue = mp.Queue(room)
    producer = mp.Process(target=put_all, args=(queue, source), name="producer")
    answer = stage.answer("consume", first=amplified(short_timeouts) if late else None)
    consumer = mp.Process(target=answer, args=(queue, count, handle), name="consumer")
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()
    stage.tell_left(queue, len(items) - count)


def begin_at(gate, producer, stage: Stage, queue, count, handle):
    """Start the producer, and the answer as the consumer when the producer has opened the gate."""
    consumer = mp.Process(
        target=stage.answer("consume"), args=(queue, count, handle), name="consumer"
    )
    producer.start()
    gate.wait()
    consumer.start()
    consumer.join()
    producer.join()


def in_step(stage: Stage, items, count):
    """All items have been put, and each of them arrives when the one before it has been handled."""
    put = stage.gate("all items have been put")
    gates = [stage.gate(f"item {n + 1} is handled") for n in range(count)]
    made = [stage.stepping(v, waits(gates[n - 1]) if n else None) for n, v in enumerate(items)]
    queue = mp.Queue()
    producer = mp.Process(
        target=put_all,
        args=(queue, stage.source(made, {count: [opens(put)]})),
        name="producer",
    )
    handle = stage.handler({n: [opens(gate)] for n, gate in enumerate(gates)})
    begin_at(put, producer, stage, queue, count, handle)


LONG = 20_000
"""Characters of an item that arrives in two parts: each of them fits into a pipe."""


def half_there(stage: Stage, items, count):
    """When the consumer starts, half of the second item is there; the rest follows the first."""
    half = stage.gate("half of the second item is there")
    handled = stage.gate("the first item is handled")
    stage.amplify(in_halves, LONG, opens(half), waits(handled))
    queue = mp.Queue()
    producer = mp.Process(target=put_all, args=(queue, stage.source(items)), name="producer")
    handle = stage.handler({0: [opens(handled)]})
    begin_at(half, producer, stage, queue, count, handle)


def consume(items, scene=one_producer, **more) -> Trial:
    return Trial(
        scene,
        [expect.handled(items), expect.returned(None), expect.handled_where_called()],
        {"items": items, "count": len(items), **more},
    )


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is handled once, in order."""
    return consume(draw.items(7))


@check(ONE)
def test_items_that_look_alike(draw: Draw) -> Trial:
    """Items that equal one another are handled one by one."""
    twice = draw.items(1)[0]
    items = [twice, 1, twice, True, 1.0, twice, 0]
    return consume(items)


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [], False and None are handled like any other."""
    items = [0, "", [], False, None, 0.0, {}, *draw.items(2), None]
    draw.shuffle(items)
    return consume(items)


@check(ONE, waits=True)
def test_late_items(draw: Draw) -> Trial:
    """Items that arrive late are handled; waiting for them uses no CPU."""
    return consume(draw.items(4), late=[0])


@check(ONE)
def test_one_at_a_time(draw: Draw) -> Trial:
    """Each item is handled before the next one is waited for."""
    return consume(draw.items(4), in_step)


@check(ONE)
def test_half_an_item(draw: Draw) -> Trial:
    """It is handled though the next one has begun to arrive, and has not come whole."""
    return consume([*draw.items(1), "-" * LONG], half_there)


@check(ONE)
def test_count_of_zero(draw: Draw) -> Trial:
    """With a count of zero nothing is taken."""
    items = draw.numbers(1)
    return Trial(
        one_producer,
        [expect.handled([]), expect.value("left", items[0], "what is left in the queue")],
        {"items": items, "count": 0},
    )


@check(ONE)
def test_bounded_queue(draw: Draw) -> Trial:
    """From a bounded queue too every item is handled, for there is room again."""
    return consume(draw.items(6), room=2)


@check(ONE)
def test_leaves_the_rest(draw: Draw) -> Trial:
    """The item after the last one is left in the queue."""
    items = draw.items(6)
    return Trial(
        one_producer,
        [expect.handled(items[:5]), expect.value("left", items[5], "what is left in the queue")],
        {"items": items, "count": 5},
    )


@check(ONE, volume=True)
def test_many_items(draw: Draw) -> Trial:
    """Thousands of items are handled like a few, and a big one like a small one."""
    return consume(list(range(1500)), big_end=True)


class InTurn:
    """Calls the answer several times in one process."""

    def __init__(self, consume, counts):
        self.consume = consume
        self.counts = counts

    def __call__(self, queue, handle):
        """Call the answer's function once for each count."""
        for count in self.counts:
            self.consume(queue, count, handle)


def one_consumer_again(stage: Stage, items, counts):
    """The answer is called several times on the same queue."""
    queue = mp.Queue()
    producer = mp.Process(target=put_all, args=(queue, stage.source(items)), name="producer")
    target = InTurn(stage.answer("consume"), counts)
    consumer = mp.Process(target=target, args=(queue, stage.handler()), name="consumer")
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again on the same queue, and goes on where it stopped."""
    items = draw.items(7)
    batches = [items[:2], items[2:2], items[2:3], items[3:7]]
    return Trial(
        one_consumer_again,
        [expect.handled_in_calls(batches), expect.handled(items)],
        {"items": items, "counts": [len(batch) for batch in batches]},
    )
