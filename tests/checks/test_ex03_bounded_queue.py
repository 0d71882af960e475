"""What a pipeline with back-pressure must do."""

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.odd import Failure
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA_WITHOUT_EQUALS, RETURNS
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.props import Flood, SizeWatch, opens, pauses, prints, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"run": ["source", "handle", "maxsize"]}
WORLDS = {"data": DATA_WITHOUT_EQUALS, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data: equal": "None may be the end mark, and iter(queue.get, None) compares with ==",
    "data: incomparable": "an answer may compare items with its end mark by ==",
    "data: classes": "an answer may take a class or a function for its end mark",
    "data: marks": "an answer may take None, ... or an Enum member for its end mark",
    "time: late": ("late_items",),
    "raises": "the prompt excludes exceptions from handle",
    "death": "nobody dies: both processes exit with code 0",
    "scale: none": ("empty_source",),
    "scale: one": ("again",),
    "scale: few": "there is one consumer",
    "scale: many": ("memory",),
    "scale: big": ("memory",),
    "crew": ("producer_runs_ahead",),
    "start: again": ("again",),
}


def run(stage: Stage, items, maxsize, slow_end=False):
    """Call the answer once.

    With `slow_end` each item is printed, and the handling of the last one takes a while.
    """
    steps = {n: [prints(f"item {n + 1}")] for n in range(len(items) * slow_end)}
    if slow_end:
        steps[len(items) - 1].append(pauses(1.0))
    stage.call("run", stage.source(items), stage.handler(steps), maxsize)


def run_slowly(stage: Stage, items, maxsize):
    """Call the answer with a handler that rests at the first item."""
    stage.call("run", stage.source(items), stage.handler({0: [rests()]}), maxsize)


def run_ahead(stage: Stage, items, maxsize):
    """Call the answer with a handler that holds two items until the producer has run ahead.

    While item n is handled, the producer puts so many more. The last of them is pickled then, or
    it waits in the producer itself, which asks for the next one.
    """
    put = {n: stage.gate(f"item {n + maxsize + 1} has been put") for n in (0, 1)}
    open_it = {n + maxsize: opens(gate) for n, gate in put.items()}
    made = [stage.stepping(item, open_it.get(n)) for n, item in enumerate(items)]
    source = stage.source(made, {n + maxsize + 1: [opens(gate)] for n, gate in put.items()})
    handle = stage.handler({n: [waits(gate)] for n, gate in put.items()})
    stage.call("run", source, handle, maxsize)


def run_with_bad_sizes(stage: Stage, items, sizes):
    """Call the answer with each of some sizes that make no sense."""
    for size in sizes:
        stage.call("run", stage.source(items), stage.handler(), size)


def run_late(stage: Stage, items, maxsize):
    """Call the answer with a source that pauses before its last item."""
    source = stage.source(items, {len(items) - 1: [rests()]})
    stage.call("run", source, stage.handler(), maxsize)


def run_big(stage: Stage, count, size, maxsize):
    """Call the answer with a long stream of big items."""
    watch = SizeWatch(stage.folder, rest_at=2)
    watch.look()
    stage.call("run", Flood(stage.folder, count, size), watch, maxsize)
    watch.look()


def run_in_turn(stage: Stage, batches, maxsize):
    """Call the answer several times in one program."""
    for items in batches:
        stage.call("run", stage.source(items), stage.handler(), maxsize)


def passes(items, maxsize, **more) -> Trial:
    return Trial(
        run,
        [
            expect.handled(items),
            expect.returned(None),
            expect.never_ahead_by_more_than(maxsize + 2),
        ],
        {"items": items, "maxsize": maxsize, **more},
    )


def grown_by_less_than(size: int) -> Expectation:
    """No process's memory grew by more, in bytes, between its first and its last look."""

    def look(outcome: Outcome) -> Finding | None:
        first: dict[int, int] = {}
        for entry in outcome.of("memory-use"):
            grown = entry["bytes"] - first.setdefault(entry["pid"], entry["bytes"])
            if grown > size:
                return wrong(
                    f"{outcome.role(entry['pid'])} grew by {grown >> 20} MB, "
                    f"allowed are {size >> 20}"
                )
        return None if first else wrong("nothing was measured")

    return look


def no_process() -> Expectation:
    """The answer started no process."""

    def look(outcome: Outcome) -> Finding | None:
        return wrong("a process was started") if outcome.of("start") else None

    return look


@check(BOTH, waits=True)
def test_backlog(draw: Draw) -> Trial:
    """At most maxsize items wait for a slow consumer; waiting uses no CPU."""
    items, maxsize = draw.items(40), draw.randint(3, 5)
    return Trial(
        run_slowly,
        [expect.never_ahead_by_more_than(maxsize + 2), expect.handled(items)],
        {"items": items, "maxsize": maxsize},
    )


@check(EVERY)
def test_every_item_in_order(draw: Draw) -> Trial:
    """Every item is handled once, in order, and then both processes stop."""
    return passes(draw.items(12), maxsize=3)


@check(BOTH)
def test_two_child_processes(draw: Draw) -> Trial:
    """One child process takes the items from the source, another one handles them."""
    items = draw.items(5)
    return Trial(
        run,
        [expect.handled(items), expect.two_children(gave="pull")],
        {"items": items, "maxsize": 2},
    )


@check(ONE, waits=True)
def test_size_of_one(draw: Draw) -> Trial:
    """A size of one works, and is kept to."""
    items = draw.items(8)
    return Trial(
        run_slowly,
        [expect.never_ahead_by_more_than(3), expect.handled(items)],
        {"items": items, "maxsize": 1},
    )


@check(ONE)
def test_producer_runs_ahead(draw: Draw) -> Trial:
    """While the consumer is busy the producer fills the queue."""
    items, maxsize = draw.items(12), draw.randint(4, 6)
    return Trial(run_ahead, [expect.handled(items)], {"items": items, "maxsize": maxsize})


@check(ONE)
def test_large_size(draw: Draw) -> Trial:
    """A maxsize of 20,000 works like a small one."""
    return passes(draw.items(6), maxsize=20_000)


@check(ONE, waits=True)
def test_late_items(draw: Draw) -> Trial:
    """A pause of the source is not its end, and waiting for it uses no CPU."""
    items = draw.items(4)
    return Trial(run_late, [expect.handled(items)], {"items": items, "maxsize": 2})


@check(ONE)
def test_falsy_items(draw: Draw) -> Trial:
    """Items like 0, "", [] and False are data, and do not end anything."""
    items = [0, "", [], False, 0.0, {}, (), -1, "STOP", Failure(1), *draw.items(2)]
    draw.shuffle(items)
    return passes(items, maxsize=3)


@check(BOTH)
def test_empty_source(draw: Draw) -> Trial:
    """An empty source is no problem."""
    return passes([], maxsize=2)


@check(ONE)
def test_bad_sizes(draw: Draw) -> Trial:
    """A maxsize below 1 is a ValueError, before anything starts."""
    sizes = [0, -1, -draw.randint(2, 9)]
    return Trial(
        run_with_bad_sizes,
        [expect.raised_in_turn(["ValueError"] * 3), no_process(), expect.handled([])],
        {"items": draw.items(3), "sizes": sizes},
        may_raise=True,
    )


@check(BOTH, waits=True)
def test_returns_when_all_is_done(draw: Draw) -> Trial:
    """It returns only when the last item is handled and both processes have exited."""
    items = draw.items(3)
    return Trial(
        run,
        [expect.handled(items), expect.printed("item 1 item 2 item 3")],
        {"items": items, "maxsize": 2, "slow_end": True},
    )


@check(BOTH)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    batches = [draw.items(4), draw.items(1)]
    every = [item for batch in batches for item in batch]
    return Trial(
        run_in_turn,
        [expect.handled_in_calls(batches), expect.handled(every)],
        {"batches": batches, "maxsize": 1},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_memory(draw: Draw) -> Trial:
    """A stream of 200 MB passes, and no process grows by 64 MB."""
    return Trial(
        run_big,
        [expect.counted(200), grown_by_less_than(64 << 20)],
        {"count": 200, "size": 1 << 20, "maxsize": 3},
    )
