"""What counting in shared memory must do."""

import multiprocessing as mp
import time

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER
from examiner.spec import EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.amplifiers.one_processor import one_processor
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.amplifiers.tell_mapping import tell_mapping
from examiner.stage.scene import Stage

CONTRACT = {"add": ["counter", "n"], "histogram": ["values", "bins", "workers"]}
WORLDS = {"data": "it counts integers", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "time: late": ("few_values",),
    "scale: none": ("no_values", "beyond_32_bits"),
    "scale: one": ("beyond_32_bits", "again"),
    "scale: few": ("few_values",),
    "scale: many": ("add_alone", "many_values"),
    "scale: big": "it counts small integers, in shared memory",
    "crew: together": ("add_together", "one_bin"),
    "crew: slow": "who holds the counter's lock may hold the others up",
    "start: again": ("again",),
}


LATE = 1.2
"""Seconds that children come later: more than somebody waits who takes a second for an end."""

HELD = 0.2
"""Seconds for which a lock is held: long enough for somebody to come and wait for it."""

MANY = 1_100
"""Increments that are more than Python calls can be nested."""


def adding_together(stage: Stage, start, calls):
    """The same; who reads the counter is overtaken before it writes."""
    stage.amplify(overtake_readers, len(calls))
    adding(stage, start, calls)


def adding(stage: Stage, start, calls):
    """One process a call adds to one counter, at the same time."""
    counter = mp.Value("q", start)
    processes = [
        mp.Process(target=stage.answer("add"), args=(counter, n), name="worker") for n in calls
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    stage.tell("counter", counter.value)


def adding_while_held(stage: Stage, start, n):
    """One process adds while its caller holds the counter's lock; it lives on for a while."""
    counter, read = mp.Value("q", start), stage.gate("the counter has been read")
    returned = stage.gate("add has returned")
    process = mp.Process(
        target=add_and_stay,
        args=(stage.answer("add"), counter, n, returned, read),
        name="worker",
    )
    with counter.get_lock():
        process.start()
        time.sleep(HELD)
    returned.wait()
    stage.tell("counter", counter.value)
    read.open()
    process.join()


def add_and_stay(add, counter, n, returned, read):
    """Call the answer; go on when somebody has looked at what came of it."""
    add(counter, n)
    returned.open()
    read.wait()


def counting(stage: Stage, values, bins, workers):
    """Call the answer once."""
    stage.call("histogram", values, bins, workers)


def counting_late(stage: Stage, values, bins, workers):
    """Call the answer once; its processes come up late."""
    stage.amplify(late_children, LATE)
    counting(stage, values, bins, workers)


def counting_on_one_processor(stage: Stage, values, bins, workers):
    """Call the answer once, where there is one processor."""
    stage.amplify(one_processor)
    counting(stage, values, bins, workers)


def overtaken(stage: Stage, values, bins, workers):
    """Call the answer once; who reads a count is overtaken before it writes."""
    stage.amplify(overtake_readers, workers)
    stage.amplify(tell_mapping)
    counting(stage, values, bins, workers)


def counting_many(stage: Stage, number, bins, often):
    """Call the answer with very many values, nearly all the same, for two workers and for one."""
    values = [*[often] * number, *range(bins)]
    in_turn(stage, [(values, bins, 2), (values, bins, 1)])


def in_turn(stage: Stage, calls):
    """Call the answer several times in one program."""
    stage.tell("counts", [stage.call("histogram", *call) for call in calls])


def grown(start, calls, scene=adding_together) -> Trial:
    total = expect.value("counter", start + sum(calls), f"the counter that started at {start:,}")
    return Trial(scene, [expect.returned(None), total], {"start": start, "calls": calls})


def counted(scene, values, bins, workers, *more) -> Trial:
    counts = expect.returned([values.count(number) for number in range(bins)])
    inputs = {"values": values, "bins": bins, "workers": workers}
    return Trial(scene, [counts, *more], inputs)


def counted_in_shared_memory() -> Expectation:
    """Several child processes counted, and none sent its counts for the caller to write."""

    def look(outcome: Outcome) -> Finding | None:
        if outcome.servers:
            return wrong("a manager holds the counts: who changes one there sends it")
        came = {entry["pid"] for entry in outcome.of("come")}
        counting = came - {outcome.main}
        if not counting and (came or not outcome.of("mapped")):
            return wrong("no child process counted in shared memory")
        # In virtual time one may be through before the others have come.
        if len(counting) == 1 and not outcome.job.control:
            return wrong(f"{outcome.role(*counting)} counted everything, the others nothing")
        return None

    return look


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_add_alone(draw: Draw) -> Trial:
    """One process adds n to what the counter was, be it more than 1,000."""
    return grown(draw.randint(5, 99), [MANY + draw.randint(3, 9)], adding)


@check(EVERY)
def test_add_together(draw: Draw) -> Trial:
    """Several processes add at the same time, and no increment is lost."""
    return grown(draw.randint(5, 99), [draw.randint(9, 12), draw.randint(5, 8), 10])


@check(ONE, waits=True)
def test_add_is_done(draw: Draw) -> Trial:
    """When a call has returned it has added, though the lock was not free at first."""
    start, n = draw.randint(5, 99), draw.randint(3, 9)
    total = expect.value("counter", start + n, f"the counter that started at {start:,}")
    return Trial(adding_while_held, [expect.returned(None), total], {"start": start, "n": n})


@check(ONE)
def test_beyond_32_bits(draw: Draw) -> Trial:
    """A counter can pass 2**32, and n can be 0 or 1."""
    return grown(2**32 - 1, [0, 1, 1])


@check(EVERY)
def test_histogram(draw: Draw) -> Trial:
    """Every value is counted in its bin, and the counts are a plain list."""
    bins = draw.randint(15, 17)
    values = draw.sample(range(bins), 13)  # 4 workers: the quotient is rounded down
    return counted(counting, values, bins, 4)


@check(ONE)
def test_workers(draw: Draw) -> Trial:
    """Child processes count at the same time, no more of them than asked for."""
    bins = draw.randint(11, 14)
    values = draw.sample(range(bins), 11)  # not all shares are of the same size
    crew = expect.shared_by(2, 3)
    return counted(counting_on_one_processor, values, bins, 3, crew, expect.side_by_side())


@check(EVERY)
def test_one_bin(draw: Draw) -> Trial:
    """Several processes count in the same bin of shared memory, and no count is lost."""
    bins = draw.randint(3, 6)
    values = [draw.randrange(bins)] * draw.randint(16, 20)
    return counted(overtaken, values, bins, 3, counted_in_shared_memory())


@check(ONE)
def test_no_values(draw: Draw) -> Trial:
    """Without any values all counts are 0."""
    return counted(counting, [], draw.randint(2, 5), 3)


@check(ONE, waits=True)
def test_few_values(draw: Draw) -> Trial:
    """There can be more workers than values, or bins."""
    bins = draw.randint(1, 3)
    return counted(counting_late, [draw.randrange(bins)] * 2, bins, 5)


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, with other values and bins."""
    calls = [(draw.choices(range(bins), k=k), bins, 2) for bins, k in ((3, 7), (5, 1), (3, 7))]
    counts = [[values.count(number) for number in range(bins)] for values, bins, _ in calls]
    returned = expect.value("counts", counts, "what the calls return")
    return Trial(in_turn, [returned], {"calls": calls})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_values(draw: Draw) -> Trial:
    """A bin can count 66,000 values."""
    bins = draw.randint(2, 4)
    often, number = draw.randrange(bins), 66_000
    counts = [1 + number * (i == often) for i in range(bins)]
    return Trial(
        counting_many,
        [expect.value("counts", [counts, counts], "what the calls return")],
        {"number": number, "bins": bins, "often": often},
    )
