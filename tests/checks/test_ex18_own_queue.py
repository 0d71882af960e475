"""What a queue made of a pipe and some locks must do."""

import importlib
import multiprocessing as mp
import os
import pickle
import queue as library
from collections import Counter
from functools import wraps

from examiner import expect
from examiner.expect.findings import compare, compare_counts, some, wrong
from examiner.facts import odd
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.amplifiers.late_receive import late_receive
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.amplifiers.tell_threads import tell_threads
from examiner.stage.props import Bomb, dies, first_ones, in_turn, opens, quiet, rests, waits
from examiner.stage.where import meant

CONTRACT: dict[str, list[str]] = {
    "Closed": [],
    "BoundedQueue": ["maxsize"],
    "BoundedQueue.put": ["item"],
    "BoundedQueue.get": [],
    "BoundedQueue.close": [],
}
FORBIDS = ("Queue", "JoinableQueue", "SimpleQueue", "Manager", "Thread")
WORLDS = {"data": DATA, "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("getters_wait", "room"),
    "time: early": ("getters_wait", "room", "putters_woken"),
    "raises: an exception": ("errors",),
    "raises: a well-known one": ("errors",),
    "raises: unpicklable": ("errors",),
    "raises: an exit": "pickling may fail or end its process: the prompt has no third way",
    "death: exception": "the prompt has an item outlive its process, however that ends: see exit 9",
    "death: exit 0": ("deaths",),
    "death: exit 9": ("deaths",),
    "death: killed": ("deaths",),
    "death: within": "nobody dies in a call but by pickling: the prompt excludes it",
    "death: lock": "nobody dies in a call but by pickling: the prompt excludes it",
    "death: at first": "a process that has done nothing has nothing to do with the queue",
    "scale: none": ("two_queues", "rest"),
    "scale: one": ("getters_wait", "slow"),
    "scale: few": "it has no workers of its own",
    "scale: many": ("maxsize", "many"),
    "scale: big": ("sizes", "close_beside_big"),
    "crew: together": ("getters_wait", "crowd"),
    "crew: slow": ("slow",),
    "start: again": ("two_queues",),
}

CREW = ("putter", "getter", "closer", "first", "second", "other")
"""What the processes of the scenes are called: whoever else is started is the answer's."""

MESSAGE = 30_000
"""Bytes of an item that is written in two steps, and finds room in a pipe."""

LATE = 0.7
"""Seconds by which a message is late."""

PATIENT = 150.0
"""pytest-timeout's seconds for checks with quiet pauses: who looks forty times a second, which is
allowed, lets each of them begin three seconds later."""

SIZES = (3, 20_000, 5, 60_000, 1_000_000, 4_999_000, 7)
"""Bytes of items: some find room in a pipe together, some don't, and one is nearly 5 MB long."""

MOST = 100
"""The greatest maxsize that the prompt admits."""

ERRORS = {
    kind.__name__: kind
    for kind in (
        ValueError, KeyError, EOFError, StopIteration, BrokenPipeError, AttributeError,
        library.Empty, pickle.PicklingError, pickle.UnpicklingError,
    )
}  # fmt: skip
"""What may go wrong when something is pickled, or the other way round."""

ODD_ITEMS = (
    *(None, b"", "", 0, False, 1, True, 1.0, 0.0, (), [], {}, ..., NotImplemented),
    *(odd.Equal(1), odd.Incomparable(2), odd.Touchy(3)),
)
"""Items that are nothing much, that equal one another, or that nobody may look at."""


def closed(stage):
    """Return the answer's own exception."""
    return importlib.import_module(stage.answer("Closed").module).Closed


def put(stage, queue, item, shown=None):
    """Put an item; tell and return whether it was not refused. It is told as `shown`, if any."""
    shown = item if shown is None else shown
    try:
        with stage.uses():
            queue.put(item)
    except closed(stage):
        stage.tell("refused", shown)
        return False
    stage.tell("put", shown)
    return True


def get(stage, queue):
    """Get an item and tell it; return whether there was one, or the queue was closed."""
    stage.tell("gets", None)
    try:
        with stage.uses():
            item = queue.get()
    except closed(stage):
        stage.tell("closed", None)
        return False
    stage.tell("got", item)
    return True


def put_all(stage, queue, items, gates=()):
    """Put some items; open the gate of each number when so many have been put."""
    gates = dict(gates)
    for number, item in enumerate(items, 1):
        if put(stage, queue, item) and number in gates:
            gates[number].open()


def get_some(stage, queue, count):
    """Get so many times."""
    for _ in range(count):
        get(stage, queue)


def get_all(stage, queue):
    """Get until the queue is closed and empty, and twice more."""
    while get(stage, queue):
        pass
    get_some(stage, queue, 2)


def close(stage, queue, times=1):
    """Close it so many times."""
    for _ in range(times):
        with stage.uses():
            queue.close()


def start(stage, name, target, queue, *args):
    """Start a process that does something with a queue."""
    assert name in CREW
    process = mp.Process(target=use, args=(stage, [queue], target, args), name=name)
    stage.start(process)
    return process


def use(stage, only, target, args):
    """Do something with a queue that nobody holds in this process when it is done."""
    target(stage, only.pop(), *args)


def join(*crew):
    """Wait until all have ended."""
    for process in crew:
        process.join()


def with_a_queue(play):
    """Make a scene of a function that plays with a queue: it is dropped when that returns."""

    @wraps(play)
    def scene(stage, maxsize, **inputs):
        stage.using(lambda queue: play(stage, queue, **inputs), "BoundedQueue", maxsize)

    return scene


@with_a_queue
def passing(stage, queue, one, two):
    """Two processes put, one gets until the end."""
    stage.amplify(tell_threads)
    stage.tell("Closed is an Exception", issubclass(closed(stage), Exception))
    getter = start(stage, "getter", get_all, queue)
    join(start(stage, "putter", put_all, queue, one), start(stage, "putter", put_all, queue, two))
    close(stage, queue)
    getter.join()


def put_then_get(stage, queue, items, count):
    """Put some items, then get so many."""
    put_all(stage, queue, items)
    get_some(stage, queue, count)


@with_a_queue
def used_by_each(stage, queue, items, times):
    """Each process puts and gets; then it is closed, here and there, and others get the rest."""
    for name, mine in (("first", items[:3]), ("second", items[3:])):
        start(stage, name, put_then_get, queue, mine, 1).join()
    close(stage, queue, times)
    start(stage, "closer", close, queue, times).join()
    put(stage, queue, "too late")
    start(stage, "putter", put_all, queue, ["too late", "as well"]).join()
    start(stage, "getter", get_some, queue, 1).join()
    start(stage, "other", get_all, queue).join()
    get_all(stage, queue)


def of_each_maxsize(stage, bad, items):
    """Make queues that there cannot be, then one for very many items, all of which are put."""
    for maxsize in bad:
        stage.using(lambda queue: stage.tell("made", None), "BoundedQueue", maxsize)
    stage.using(lambda queue: put_before_got(stage, queue, items), "BoundedQueue", len(items))


def put_before_got(stage, queue, items):
    """Put some items, before any of them is got."""
    start(stage, "putter", put_all, queue, items).join()
    close(stage, queue)
    get_all(stage, queue)


@with_a_queue
def filling(stage, queue, items, room, gets):
    """Somebody puts all that it can; when as much is put as there is room for, others get some."""
    stage.amplify(short_timeouts)
    gates = {number: stage.gate(f"{number} items are put") for number in (room, room + gets)}
    putter = start(stage, "putter", put_all, queue, items, gates)
    for number, count in ((room, gets), (room + gets, len(items) - gets)):
        gates[number].wait()
        quiet(stage.folder)
        get_some(stage, queue, count)
    putter.join()


@with_a_queue
def waiting_for_items(stage, queue, items):
    """As many wait for an item as there will be; some are put, and later the queue is closed."""
    stage.amplify(short_timeouts)
    getters = [start(stage, "getter", get_some, queue, 2) for _ in items]
    quiet(stage.folder)
    put_all(stage, queue, items)
    quiet(stage.folder)
    start(stage, "closer", close, queue).join()
    join(*getters)


@with_a_queue
def of_all_sizes(stage, queue, numbers):
    """One puts items of all sizes, as far as there is room; then they are got."""
    putter = start(stage, "putter", put_blocks, queue, numbers)
    quiet(stage.folder)
    get_some(stage, queue, len(SIZES))
    putter.join()


def put_blocks(stage, queue, numbers):
    """Put a block of each size."""
    for number, size in zip(numbers, SIZES, strict=True):
        put(stage, queue, block(number, size))


def block(number, size):
    """Return bytes that a number makes differ from others of that size."""
    return bytes([number % 256]) * size


@with_a_queue
def in_the_middle_of_a_write(stage, queue, long, short):
    """When half of a long item is written somebody else puts short ones."""
    half = stage.gate("half of the long item is written")
    stage.amplify(in_halves, MESSAGE // 2, opens(half), first_ones(1, rests()))
    second = start(stage, "second", put_after, queue, half, short)
    first = start(stage, "first", put_and_open, queue, half, long)
    get_some(stage, queue, len(short) + 1)
    join(first, second)


def put_after(stage, queue, gate, items):
    """Put some items once a gate is open."""
    gate.wait()
    put_all(stage, queue, items)


def put_and_open(stage, queue, gate, number):
    """Put a long item, then open a gate: perhaps nobody has done so halfway."""
    put(stage, queue, block(number, MESSAGE))
    gate.open()


@with_a_queue
def in_the_middle_of_a_read(stage, queue, items, getters):
    """Several get at the same time; when half of an item is read the queue is closed."""
    half = stage.gate("half of an item is read")
    stage.amplify(late_receive, LATE, opens(half))
    put_all(stage, queue, items)
    gates = [stage.gate(f"getter {number} is up") for number in range(1, getters + 1)]
    crew = [start(stage, "getter", get_together, queue, gate, gates, half) for gate in gates]
    half.wait()
    close(stage, queue)
    join(*crew)


def get_together(stage, queue, mine, gates, half):
    """Get an item when all are up; then open a gate: perhaps nobody has done so halfway."""
    mine.open()
    for gate in gates:
        gate.wait()
    get(stage, queue)
    half.open()


@with_a_queue
def crowding(stage, queue, plans, getters):
    """Several put, several get, and overtake each other; then the queue is closed."""
    stage.amplify(overtake_readers, len(plans) + getters)
    crew = [start(stage, "getter", get_all, queue) for _ in range(getters)]
    join(*[start(stage, "putter", put_all, queue, plan) for plan in plans])
    close(stage, queue)
    join(*crew)


@with_a_queue
def special(stage, queue, order, numbers):
    """Odd items, and what the answer itself knows; then one that changes."""
    items = [closed(stage), *ODD_ITEMS]
    put_all(stage, queue, [items[n] for n in order])
    changing = []
    for number in numbers:
        changing.append(number)
        put(stage, queue, changing)
    changing.clear()
    close(stage, queue)
    start(stage, "getter", get_all, queue).join()


@with_a_queue
def dying(stage, queue, codes, early, items, room):
    """Some end when they have put, some as they pickle or unpickle; then the queue is filled."""
    for code, item in zip(codes, early, strict=True):
        start(stage, "first", put_and_end, queue, item, code).join()
        get(stage, queue)
        start(stage, "second", put_all, queue, [stage.poison(code)]).join()
        put(stage, queue, Bomb(stage.folder, code))
        start(stage, "getter", get_some, queue, 1).join()
    full = stage.gate(f"{room} items are put")
    putter = start(stage, "putter", put_all, queue, items, {room: full})
    full.wait()
    quiet(stage.folder)
    get_some(stage, queue, len(items))
    putter.join()
    close(stage, queue)
    get_all(stage, queue)


def put_and_end(stage, queue, item, how):
    """Put an item, then end as said."""
    put(stage, queue, item)
    dies(how)(stage.folder)


class Broken:
    """An item that cannot be pickled, or else not unpickled."""

    def __init__(self, error, *, pickles):
        self.error = error
        self.pickles = pickles

    def __reduce__(self):
        if not self.pickles:
            fail(self.error)
        return fail, (self.error,)


def fail(error):
    """Raise an error, known by its name."""
    raise meant(ERRORS[error]("this item is broken"))


@with_a_queue
def with_broken_items(stage, queue, broken, items):
    """Some items are broken; after each of them comes one that is not."""
    start(stage, "other", put_and_get_broken, queue, broken, items).join()
    close(stage, queue)
    get_all(stage, queue)


def put_and_get_broken(stage, queue, broken, items):
    """Put broken items, and get them if they can be put; tell what is raised."""
    for (error, pickles), item in zip(broken, items, strict=True):
        try:
            queue.put(Broken(error, pickles=pickles))
            if pickles:
                queue.get()
        except Exception as raised:  # noqa: BLE001 - it is told
            stage.tell("left", type(raised).__name__)
        else:
            stage.tell("left", "nothing")
        put(stage, queue, item)
        get(stage, queue)


def put_and_get_in_turn(stage, queue, items):
    """Put each item, and get it."""
    for item in items:
        put(stage, queue, item)
        get(stage, queue)


class Heavy:
    """A number that opens a gate as it is unpickled, and waits at another one."""

    def __init__(self, number, begun, over):
        self.arguments = (number, begun, over, os.getpid())

    def __reduce__(self):
        return unpickled, self.arguments


def unpickled(number, begun, over, maker):
    """Return the number; in the end only, if that is not where it comes from."""
    if os.getpid() != maker:
        begun.open()
        over.wait()
    return number


@with_a_queue
def pickling_slowly(stage, queue, slow, items):
    """While an item is pickled, and then unpickled, others put and get; at last they close."""
    putter, over = slow_putter(stage, queue, slow[0])
    start(stage, "other", put_and_get_in_turn, queue, items[:2]).join()
    over.open()
    get(stage, queue)
    putter.join()
    getter, over = slow_getter(stage, queue, slow[1])
    start(stage, "other", put_and_get_in_turn, queue, items[2:]).join()
    over.open()
    getter.join()
    putter, pickled = slow_putter(stage, queue, slow[2])
    getter, unpickled = slow_getter(stage, queue, slow[3])
    start(stage, "closer", close, queue).join()
    get_all(stage, queue)
    for gate in (unpickled, pickled):
        gate.open()
    join(getter, putter)


def slow_putter(stage, queue, number):
    """Return a process that has begun to pickle an item, and the gate that it waits at."""
    pickling, over = gates_of(stage, number, "pickled")
    item = stage.stepping(number, in_turn(opens(pickling), waits(over)))
    putter = start(stage, "putter", put_all, queue, [item])
    pickling.wait()
    return putter, over


def slow_getter(stage, queue, number):
    """Return a process that has begun to unpickle an item, and the gate that it waits at."""
    unpickling, over = gates_of(stage, number, "unpickled")
    put(stage, queue, Heavy(number, unpickling, over), number)
    getter = start(stage, "getter", get_some, queue, 1)
    unpickling.wait()
    return getter, over


def gates_of(stage, number, done):
    """Return the gates that an item opens, and waits at, as it is pickled or unpickled."""
    return stage.gate(f"{number} is being {done}"), stage.gate(f"{number} may be {done}")


@with_a_queue
def waking_putters(stage, queue, items, waiting):
    """Some wait for room, there is some for one; the queue is closed, and what is in it is got."""
    stage.amplify(short_timeouts)
    put_all(stage, queue, items)
    again = stage.gate("one of those who wait has put its item")
    crew = [start(stage, "putter", put_all, queue, [item], {1: again}) for item in waiting]
    quiet(stage.folder)
    get(stage, queue)
    again.wait()
    quiet(stage.folder)
    start(stage, "closer", close, queue).join()
    join(*crew)
    get_all(stage, queue)


@with_a_queue
def closing_beside_a_big_one(stage, queue, number):
    """A big item is under way, as far as it can be, and the queue is closed; then it is emptied."""
    putter = start(stage, "putter", put_blocks_of_a_megabyte, queue, [number, number + 1])
    quiet(stage.folder)
    close(stage, queue, 2)
    get_all(stage, queue)
    putter.join()


def put_blocks_of_a_megabyte(stage, queue, numbers):
    """Put a big item for each number."""
    for number in numbers:
        put(stage, queue, block(number, 1 << 20))


@with_a_queue
def closing_meanwhile(stage, queue, plans, getters):
    """Some put, some get; when the first item is about to be written the queue is closed."""
    about = stage.gate("an item is about to be written")
    stage.amplify(late_send, LATE, opens(about))
    crew = [start(stage, "getter", get_all, queue) for _ in range(getters)]
    crew += [start(stage, "putter", put_all, queue, plan, {1: about}) for plan in plans]
    about.wait()
    close(stage, queue)
    join(*crew)
    get_all(stage, queue)


@with_a_queue
def beside_others(stage, queue, items):
    """While one queue is empty and another one is full, and somebody waits at each, use a third."""
    stage.using(
        lambda full: stage.using(
            lambda third: use_three(stage, queue, full, third, items), "BoundedQueue", 2
        ),
        "BoundedQueue",
        1,
    )


def use_three(stage, empty, full, third, items):
    """Use the third, close it, then serve who waits at the others."""
    crew = [start(stage, "getter", get_some, empty, 1)]
    put(stage, full, items[0])
    crew.append(start(stage, "putter", put_all, full, items[1:2]))
    quiet(stage.folder)
    start(stage, "other", put_and_get_in_turn, third, items[2:4]).join()
    close(stage, third)
    get(stage, third)
    put(stage, empty, items[4])
    get_some(stage, full, 2)
    join(*crew)


@with_a_queue
def passing_many(stage, queue, count, putters, getters):
    """Very many items; they are not told one by one."""
    crew = [start(stage, "getter", count_all, queue) for _ in range(getters)]
    join(*[start(stage, "putter", put_quietly, queue, count) for _ in range(putters)])
    close(stage, queue)
    join(*crew)


def put_quietly(stage, queue, count):
    """Put the numbers below a count."""
    for number in range(count):
        queue.put(number)


def count_all(stage, queue):
    """Get until the end; tell how many items there were, and their sum."""
    number = total = 0
    try:
        while True:
            total += queue.get()
            number += 1
    except closed(stage):
        stage.tell("counted", number)
        stage.tell("summed", total)


def labels(items) -> list[str]:
    """Return the labels of some items."""
    return list(map(label, items))


def all_got(*streams: object) -> Expectation:
    """Whatever is in these lists was got, once."""
    wanted = [shown for stream in streams for shown in labels(stream)]
    return lambda outcome: compare_counts(outcome.values("got"), wanted, "got")


def in_order(*streams: object) -> Expectation:
    """The items of each of these lists were got in its order."""

    def look(outcome: Outcome) -> Finding | None:
        for stream in map(labels, streams):
            got = [shown for shown in outcome.values("got") if shown in stream]
            if finding := compare(got, stream, "got"):
                return finding
        return None

    return look


def accounted_for() -> Expectation:
    """The items whose put returned were got, and no others, each once."""

    def look(outcome: Outcome) -> Finding | None:
        got, put, refused = (Counter(outcome.values(name)) for name in ("got", "put", "refused"))
        if taken := list((got & refused).elements()):
            return wrong(f"put() raised Closed, and its item was got all the same: {some(taken)}")
        if lost := list((put - got).elements()):
            return wrong(
                f"put() returned, and nobody got its item, although the queue was emptied: "
                f"{some(lost)}"
            )
        if more := list((got - put).elements()):
            return wrong(f"got, but not put, or got twice: {some(more)}")
        return None

    return look


def refusals(count: int) -> Expectation:
    """So many times put() raised Closed."""

    def look(outcome: Outcome) -> Finding | None:
        got = len(outcome.values("refused"))
        return None if got == count else wrong(f"put() raised Closed {got} times, not {count}")

    return look


def over_for_good() -> Expectation:
    """Once get() has raised Closed no get() that began later returned an item."""

    def look(outcome: Outcome) -> Finding | None:
        over = False
        begun_after: set[int] = set()
        for entry in outcome.of("value"):
            pid, name = entry["pid"], entry["name"]
            if name == "closed":
                over = True
                begun_after.discard(pid)
            elif name == "gets" and over:
                begun_after.add(pid)
            elif name == "got" and pid in begun_after:
                return wrong(f"get() had raised Closed, and then returned {entry['value']}")
        return None

    return look


def bounded(maxsize: int) -> Expectation:
    """Never more items waited than may. One that ends who gets it has been got."""

    def look(outcome: Outcome) -> Finding | None:
        waiting = 0
        getting: set[int] = set()
        for entry in outcome.of("value", "killed"):
            pid, name = entry["pid"], entry.get("name", "killed")
            if name == "gets":
                getting.add(pid)
            elif name in ("got", "closed", "killed") and pid in getting:
                getting.remove(pid)
                waiting -= name != "closed"
            elif name == "put":
                waiting += 1
            if waiting > maxsize + len(getting):
                under_way = f", and {len(getting)} get() under way" if getting else ""
                return wrong(f"{waiting} items wait, with a maxsize of {maxsize}{under_way}")
        return None

    return look


def left(errors: list[str]) -> Expectation:
    """These errors came out."""

    def look(outcome: Outcome) -> Finding | None:
        for wanted, got in zip(labels(errors), outcome.values("left"), strict=False):
            if got != wanted:
                return wrong(f"the item raised {wanted.strip(chr(39))}, and out came {got}")
        return None

    return look


@check(EVERY)
def test_in_order(draw: Draw) -> Trial:
    """Two processes put, one gets each item once, and those of each putter in order."""
    items = draw.items(7)
    one, two = items[:4], items[4:]
    exception = expect.value("Closed is an Exception", True, "whether Closed is an Exception")
    alone = expect.started_nothing(*CREW)
    return Trial(
        passing,
        [alone, exception, all_got(items), in_order(one, two), over_for_good()],
        {"maxsize": draw.randint(2, 3), "one": one, "two": two},
    )


@check(BOTH)
def test_rest(draw: Draw) -> Trial:
    """Any process may put, get, close; then put raises Closed, get returns the rest, then too."""
    items = draw.items(5)
    return Trial(
        used_by_each, [refusals(3), all_got(items), over_for_good()],
        {"maxsize": 4, "items": items, "times": draw.randint(1, 3)},
    )  # fmt: skip


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_maxsize(draw: Draw) -> Trial:
    """A maxsize below 1 is a ValueError; up to a hundred small items may wait."""
    bad = draw.sample([0, -1, -draw.randint(2, 100)], 3)
    items = draw.numbers(MOST)
    raised = expect.raised_in_turn(["ValueError"] * len(bad))
    return Trial(
        of_each_maxsize, [raised, in_order(items), all_got(items), over_for_good()],
        {"bad": bad, "items": items}, may_raise=True,
    )  # fmt: skip


@check(ONE, timeout=PATIENT, waits=True)
def test_room(draw: Draw) -> Trial:
    """At most maxsize items wait; put waits for room, without using the CPU, and then goes on."""
    maxsize = draw.randint(1, 3)
    items = draw.numbers(maxsize + 4)
    return Trial(
        filling, [bounded(maxsize), all_got(items), in_order(items)],
        {"maxsize": maxsize, "items": items, "gets": 2, "room": maxsize},
    )  # fmt: skip


@check(ONE, timeout=PATIENT, waits=True)
def test_getters_wait(draw: Draw) -> Trial:
    """Several wait for an item, and use no CPU; each item wakes one, and close wakes the rest."""
    items = draw.items(3)
    return Trial(
        waiting_for_items,
        [bounded(1), all_got(items), over_for_good()],
        {"maxsize": 1, "items": items},
    )


@check(ONE, timeout=PATIENT, waits=True)
def test_putters_woken(draw: Draw) -> Trial:
    """Of those who wait for room one goes on for each get; close wakes the others."""
    maxsize = draw.randint(1, 2)
    numbers = draw.numbers(2 * maxsize + 2)
    items, waiting = numbers[:maxsize], numbers[maxsize:]
    return Trial(
        waking_putters, [bounded(maxsize), accounted_for(), refusals(maxsize + 1), over_for_good()],
        {"maxsize": maxsize, "items": items, "waiting": waiting},
    )  # fmt: skip


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_sizes(draw: Draw) -> Trial:
    """Items of all sizes up to 5 MB pass, in order."""
    numbers = draw.numbers(len(SIZES))
    blocks = [block(number, size) for number, size in zip(numbers, SIZES, strict=True)]
    return Trial(
        of_all_sizes, [in_order(blocks), all_got(blocks)], {"maxsize": 10, "numbers": numbers}
    )


@check(ONE, timeout=PATIENT, waits=True)
def test_writers(draw: Draw) -> Trial:
    """A put that comes when half of another item is written does not mix with it."""
    long, *short = draw.numbers(4)
    return Trial(
        in_the_middle_of_a_write, [all_got([block(long, MESSAGE)], short), in_order(short)],
        {"maxsize": 5, "long": long, "short": short},
    )  # fmt: skip


@check(BOTH, timeout=PATIENT, waits=True)
def test_readers(draw: Draw) -> Trial:
    """When half of an item is read, other gets and close do not disturb it, nor are forgotten."""
    items = draw.items(2)
    return Trial(
        in_the_middle_of_a_read, [all_got(items), over_for_good()],
        {"maxsize": 3, "items": items, "getters": 3},
    )  # fmt: skip


@check(ONE)
def test_crowd(draw: Draw) -> Trial:
    """Several put and several get at the same time, and every item goes to one get."""
    numbers = draw.numbers(12)
    plans = [numbers[n::3] for n in range(3)]
    return Trial(
        crowding, [bounded(2), all_got(numbers), over_for_good()],
        {"maxsize": 2, "plans": plans, "getters": 3},
    )  # fmt: skip


@check(ONE)
def test_as_they_were(draw: Draw) -> Trial:
    """Any items, None and Closed too, come out as they were when they were put."""
    order = draw.sample(range(len(ODD_ITEMS) + 1), len(ODD_ITEMS) + 1)
    numbers = draw.numbers(3)
    known = ["<Closed>", *labels(ODD_ITEMS)]
    wanted = [known[n] for n in order] + labels(numbers[: n + 1] for n in range(3))
    return Trial(
        special, [lambda outcome: compare(outcome.values("got"), wanted, "got"), over_for_good()],
        {"maxsize": 30, "order": order, "numbers": numbers},
    )  # fmt: skip


@check(ONE)
def test_errors(draw: Draw) -> Trial:
    """An error of pickling leaves put, one of unpickling leaves get, and the queue goes on."""
    broken = [(error, pickles) for error in ERRORS for pickles in (True, False)]
    draw.shuffle(broken)
    items = draw.numbers(len(broken))
    return Trial(
        with_broken_items,
        [left([error for error, _ in broken]), all_got(items), in_order(items), over_for_good()],
        {"maxsize": draw.randint(1, 2), "broken": broken, "items": items},
    )


@check(ONE)
def test_slow(draw: Draw) -> Trial:
    """While an item is being pickled or unpickled others put, get and close."""
    numbers = draw.numbers(8)
    return Trial(
        pickling_slowly, [accounted_for(), refusals(1), over_for_good()],
        {"maxsize": 1, "slow": numbers[:4], "items": numbers[4:]},
    )  # fmt: skip


@check(ONE, timeout=PATIENT, waits=True)
def test_deaths(draw: Draw) -> Trial:
    """A process may end when it has put, or by pickling or unpickling, and nothing else is gone."""
    codes = draw.sample([0, 9, -9], 2)
    numbers = draw.numbers(len(codes) + 3)
    early, items = numbers[: len(codes)], numbers[len(codes) :]
    return Trial(
        dying, [bounded(1), all_got(numbers), over_for_good()],
        {"maxsize": 1, "codes": codes, "early": early, "items": items, "room": 1},
    )  # fmt: skip


@check(ONE, timeout=PATIENT, waits=True)
def test_close_beside_big(draw: Draw) -> Trial:
    """Close waits for nobody, be a big item under way; if its put returns it can be got."""
    return Trial(
        closing_beside_a_big_one, [accounted_for(), over_for_good()],
        {"maxsize": 3, "number": draw.randint(1, 99)},
    )  # fmt: skip


@check(ONE)
def test_close_meanwhile(draw: Draw) -> Trial:
    """Whenever close comes, an item is got if its put returns, and not if that raises Closed."""
    numbers = draw.numbers(9)
    plans = [numbers[n::3] for n in range(3)]
    return Trial(
        closing_meanwhile, [accounted_for(), over_for_good()],
        {"maxsize": 2, "plans": plans, "getters": 2},
    )  # fmt: skip


@check(ONE, timeout=PATIENT, waits=True)
def test_two_queues(draw: Draw) -> Trial:
    """Queues have nothing to do with each other."""
    items = draw.items(5)
    return Trial(beside_others, [all_got(items)], {"maxsize": 1, "items": items})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many(draw: Draw) -> Trial:
    """Thousands of items pass, and none is lost."""
    count, putters, getters = 1_000 + draw.randint(1, 99), 2, 2

    def look(outcome: Outcome) -> Finding | None:
        number = sum(map(int, outcome.values("counted")))
        total = sum(map(int, outcome.values("summed")))
        if number != count * putters:
            return wrong(f"{number} of {count * putters} items were got")
        if total != putters * count * (count - 1) // 2:
            return wrong(f"the sum of all items is {total}, so they are not those that were put")
        return None

    return Trial(
        passing_many, [look],
        {"maxsize": draw.randint(5, MOST), "count": count, "putters": putters, "getters": getters},
    )  # fmt: skip
