"""What counting in shared memory must do."""

import multiprocessing as mp

from examiner import expect
from examiner.facts.worlds import CALLER
from examiner.spec import EVERY, ONE, VOLUME_TIMEOUT, Draw, Trial, check
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.scene import Stage

CONTRACT = {"add": ["counter", "n"], "histogram": ["values", "bins", "workers"]}
WORLDS = {"data": "it counts integers", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("no_values", "beyond_32_bits"),
    "scale: few": ("few_values",),
    "scale: many": ("many_values",),
    "crew: together": ("add_together", "one_bin"),
    "crew: slow": "who holds the counter's lock may hold the others up",
    "start: again": ("again",),
}


def adding(stage: Stage, start, calls):
    """One process a call adds to one counter, at the same time."""
    stage.amplify(overtake_readers, len(calls))
    counter = mp.Value("q", start)
    processes = [
        mp.Process(target=stage.answer("add"), args=(counter, n), name="worker") for n in calls
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    stage.tell("counter", counter.value)


def counting(stage: Stage, values, bins, workers):
    """Call the answer once."""
    stage.call("histogram", values, bins, workers)


def overtaken(stage: Stage, values, bins, workers):
    """Call the answer once; who reads a count is overtaken before it writes."""
    stage.amplify(overtake_readers, workers)
    counting(stage, values, bins, workers)


def counting_many(stage: Stage, number, bins, often):
    """Call the answer once with very many values, nearly all of them the same."""
    counting(stage, [*[often] * number, *range(bins)], bins, 2)


def in_turn(stage: Stage, calls):
    """Call the answer several times in one program."""
    stage.tell("counts", [stage.call("histogram", *call) for call in calls])


def grown(start, calls) -> Trial:
    total = expect.value("counter", start + sum(calls), f"the counter that started at {start:,}")
    return Trial(adding, [expect.returned(None), total], {"start": start, "calls": calls})


def counted(scene, values, bins, workers, *more) -> Trial:
    counts = expect.returned([values.count(number) for number in range(bins)])
    inputs = {"values": values, "bins": bins, "workers": workers}
    return Trial(scene, [counts, *more], inputs)


@check(ONE)
def test_add_alone(draw: Draw) -> Trial:
    """One process adds n to what the counter was."""
    return grown(draw.randint(5, 99), [draw.randint(3, 9)])


@check(EVERY)
def test_add_together(draw: Draw) -> Trial:
    """Several processes add at the same time, and no increment is lost."""
    return grown(draw.randint(5, 99), [draw.randint(9, 12), draw.randint(5, 8), 10])


@check(ONE)
def test_beyond_32_bits(draw: Draw) -> Trial:
    """A counter can pass 2**31, and n can be 0."""
    return grown(2**31 - draw.randint(2, 5), [0, 9])


@check(EVERY)
def test_histogram(draw: Draw) -> Trial:
    """Every value is counted in its bin, and the counts are a plain list."""
    bins = draw.randint(13, 15)
    values = draw.sample(range(bins), bins - draw.choice([2, 3]))
    return counted(counting, values, bins, 4)


@check(ONE)
def test_workers(draw: Draw) -> Trial:
    """The work is split among child processes, no more than asked for."""
    bins = draw.randint(11, 14)
    return counted(counting, draw.sample(range(bins), 9), bins, 3, expect.shared_by(2, 3))


@check(EVERY)
def test_one_bin(draw: Draw) -> Trial:
    """No count is lost when several processes count in the same bin."""
    bins = draw.randint(3, 6)
    return counted(overtaken, [draw.randrange(bins)] * draw.randint(16, 20), bins, 3)


@check(ONE)
def test_no_values(draw: Draw) -> Trial:
    """Without any values all counts are 0."""
    return counted(counting, [], draw.randint(2, 5), 3)


@check(ONE)
def test_few_values(draw: Draw) -> Trial:
    """There can be more workers than values, or bins."""
    bins = draw.randint(1, 3)
    return counted(counting, [draw.randrange(bins)] * 2, bins, 5)


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, with other values and bins."""
    calls = [(draw.choices(range(bins), k=7), bins, 2) for bins in (3, 5, 3)]
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
        [expect.returned(counts)],
        {"number": number, "bins": bins, "often": often},
    )
