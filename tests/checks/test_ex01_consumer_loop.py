"""What the consumer loop must do."""

import multiprocessing as mp

from examiner import expect
from examiner.spec import BOTH, EVERY, Draw, Trial, check
from examiner.stage.play import Stage
from examiner.stage.props import opens, rests, waits

CONTRACT = {"consume": ["queue", "count", "handle"]}


def put_all(queue, source):
    for item in source:
        queue.put(item)


def one_producer(stage: Stage, items, count, late=(), in_step=False):
    """Start a producer of `items`, and the answer as the consumer of `count` of them.

    The producer pauses before the items at the positions `late`. With `in_step` it holds each
    item back until the one before it has been handled.
    """
    gates = [stage.gate(f"item {n + 1} is handled") for n in range(len(items))] if in_step else []
    held = {n + 1: [waits(gate)] for n, gate in enumerate(gates)}
    source = stage.source(items, {**held, **{n: [rests()] for n in late}})
    handle = stage.handler({n: [opens(gate)] for n, gate in enumerate(gates)})
    queue = mp.Queue()
    producer = mp.Process(target=put_all, args=(queue, source), name="producer")
    consumer = mp.Process(target=stage.answer("consume"), args=(queue, count, handle), name="consumer")
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()
    for _ in range(len(items) - count):
        stage.report("left", queue.get())


def consume(items, **more) -> Trial:
    return Trial(
        one_producer,
        [expect.handled(items), expect.returned(None), expect.handled_where_called()],
        {"items": items, "count": len(items), **more},
    )


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is handled once, in order."""
    return consume(draw.numbers(7))


@check(BOTH)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [], False and None are handled like any other."""
    items = [0, "", [], False, None, 0.0, {}, *draw.numbers(2), None]
    draw.shuffle(items)
    return consume(items)


@check(BOTH)
def test_late_items(draw: Draw) -> Trial:
    """Items that arrive late are still handled, and waiting for them uses no CPU."""
    return consume(draw.numbers(4), late=[0, 2])


@check(BOTH)
def test_one_at_a_time(draw: Draw) -> Trial:
    """Each item is handled before the next one is waited for."""
    return consume(draw.numbers(4), in_step=True)


@check(BOTH)
def test_count_of_zero(draw: Draw) -> Trial:
    """With a count of zero nothing is taken."""
    items = draw.numbers(1)
    return Trial(
        one_producer,
        [expect.handled([]), expect.value("left", items[0], "what is left in the queue")],
        {"items": items, "count": 0},
    )


@check(BOTH)
def test_leaves_the_rest(draw: Draw) -> Trial:
    """The item after the last one is left in the queue."""
    items = draw.numbers(6)
    return Trial(
        one_producer,
        [expect.handled(items[:5]), expect.value("left", items[5], "what is left in the queue")],
        {"items": items, "count": 5},
    )


def looks_alike(stage: Stage, values):
    """Feed items that claim to equal everything, and equal ones."""
    queue = mp.Queue()
    items = [stage.always_equal(value) for value in values]
    producer = mp.Process(target=put_all, args=(queue, items), name="producer")
    consumer = mp.Process(
        target=stage.answer("consume"), args=(queue, len(items), stage.handler()), name="consumer"
    )
    consumer.start()
    producer.start()
    consumer.join()
    producer.join()


@check(BOTH)
def test_items_that_look_alike(draw: Draw) -> Trial:
    """Items that equal one another, or everything, are handled one by one."""
    twice = draw.numbers(1)[0]
    values = [twice, *draw.numbers(2), twice, twice]
    return Trial(looks_alike, [expect.handled(values)], {"values": values})
