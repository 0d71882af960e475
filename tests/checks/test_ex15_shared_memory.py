"""What processes that share big data must do."""

import hashlib
import os
import random
import tempfile

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER
from examiner.spec import (
    BOTH,
    EVERY,
    ONE,
    VOLUME_TIMEOUT,
    Draw,
    Expectation,
    Trial,
    check,
)
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.amplifiers.late_ends import late_ends
from examiner.stage.amplifiers.one_processor import one_processor
from examiner.stage.amplifiers.weigh_reading import weigh_reading
from examiner.stage.amplifiers.weigh_traffic import weigh_traffic
from examiner.stage.scene import Stage

CONTRACT = {"squares": ["n", "workers"], "count_byte": ["path", "value", "workers"]}
WORLDS = {"data": "it is about bytes", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "time: late": ("squares",),
    "scale: none": ("no_squares", "empty_file"),
    "scale: one": ("little_work",),
    "scale: few": ("little_work",),
    "scale: many": ("nothing_is_sent",),
    "scale: big": ("nothing_is_sent",),
    "crew": "the work is only split: nobody has to work beside another",
    "start: again": ("again",),
}

MOST_SENT = 64 << 10
"""Bytes that a call may pickle or send in all."""

LATE = 1.2
"""Seconds that a child comes later: more than somebody waits who takes a second for an end."""

ENDING = 1.0
"""Seconds that children take to end: more than it takes to look whether they have."""


def squaring(stage: Stage, n, workers):
    """Call squares once."""
    stage.call("squares", n, workers)


def squaring_late(stage: Stage, n, workers):
    """Call squares once; the first process comes up late."""
    stage.amplify(late_children, LATE, 1)
    squaring(stage, n, workers)


def counting(stage: Stage, data, value, workers):
    """Call count_byte once, and look at the file afterwards."""
    path = written(data)
    before = os.stat(path).st_mtime_ns
    stage.call("count_byte", path, value, workers)
    touched = os.stat(path).st_mtime_ns != before
    with open(path, "rb") as file:
        stage.tell("file", "written to" if touched or file.read() != data else "as it was")


def counting_slowly(stage: Stage, data, value, workers):
    """Call count_byte once; its processes take a moment to end."""
    stage.amplify(late_ends, ENDING)
    counting(stage, data, value, workers)


def counting_some(stage: Stage, data, values, workers):
    """Call count_byte for several bytes of one file."""
    path = written(data)
    stage.tell("counts", [stage.call("count_byte", path, value, workers) for value in values])


def squaring_in_turn(stage: Stage, sizes, workers):
    """Call squares several times in one program."""
    for n in sizes:
        stage.tell(f"digest {n}", stage.call("squares", n, workers))


def both(stage: Stage, n, data, value, workers):
    """Call both functions once."""
    stage.tell("digest", stage.call("squares", n, workers))
    stage.tell("count", stage.call("count_byte", written(data), value, workers))


def in_crews(stage: Stage, n, data, value, crews):
    """Call both functions for several numbers of workers, where there is one processor."""
    stage.amplify(one_processor)
    for workers in crews:
        stage.tell(f"digest by {workers}", stage.call("squares", n, workers))
        stage.tell(f"count by {workers}", stage.call("count_byte", written(data), value, workers))


def weighed(stage: Stage, n, seed, size, value, workers):
    """Call both functions with much data, and weigh what is pickled, sent or read."""
    data = frequent(seed, size, value)
    stage.amplify(weigh_traffic)
    stage.amplify(weigh_reading)
    both(stage, n, data, value, workers)


def frequent(seed: int, size: int, value: int) -> bytes:
    """Return random bytes, half of which are the value, and none ends a line."""
    table = bytes([value] * 128 + [*range(128, 256)])
    return random.Random(seed).randbytes(size).translate(table)


def written(data: bytes) -> str:
    path = os.path.join(tempfile.gettempdir(), "data")
    with open(path, "wb") as file:
        file.write(data)
    return path


def digest(n: int) -> str:
    return hashlib.sha256(b"".join((i * i).to_bytes(8, "little") for i in range(n))).hexdigest()


def squared(n: int, workers: int) -> Trial:
    return Trial(squaring, [expect.returned(digest(n))], {"n": n, "workers": workers})


def counted(data: bytes, value: int, workers: int, scene=counting) -> Trial:
    inputs = {"data": data, "value": value, "workers": workers}
    unchanged = expect.value("file", "as it was", "afterwards the file")
    return Trial(scene, [expect.returned(data.count(value)), unchanged], inputs)


def both_right(n: int, data: bytes, value: int) -> list:
    return [
        expect.value("digest", digest(n), f"the SHA-256 of {n:,} squares"),
        expect.value("count", data.count(value), "the number of bytes found"),
    ]


def sent_at_most(size: int) -> Expectation:
    """In each call all processes together sent each other at most about that many bytes."""

    def look(outcome: Outcome) -> Finding | None:
        sent: dict[str, int] = {}
        function = ""
        for entry in outcome.of("answer", "sent"):
            function = entry.get("function", function)
            sent[function] = sent.get(function, 0) + entry.get("bytes", 0)
        for function, total in sent.items():
            if total > size:
                return wrong(
                    f"{function}() pickled or sent {total:,} bytes between processes, "
                    f"allowed are {size:,}"
                )
        return None

    return look


def started_in_turn(crews: list[int]) -> Expectation:
    """Each call of the answer's functions started so many processes, or two of several."""

    def look(outcome: Outcome) -> Finding | None:
        started: list[int] = []
        for entry in outcome.of("answer", "start"):
            if entry["kind"] == "answer":
                started += [0] * (entry["phase"] == "begin")
            elif entry["child"] not in outcome.servers:
                started[-1] += 1
        for number, (got, crew) in enumerate(zip(started, crews, strict=False), 1):
            if not min(2, crew) <= got <= crew:
                call = f"call {number}, for {crew} worker{'s' * (crew > 1)},"
                return wrong(f"{call} started {got} child process{'es' * (got != 1)}")
        return None

    return look


def read_by_the_workers(size: int) -> Expectation:
    """The workers read a file of that size once in all, if at all."""

    def look(outcome: Outcome) -> Finding | None:
        in_all = sum(entry["bytes"] for entry in outcome.of("read"))
        if in_all <= size * 3 // 2:
            return None
        return wrong(f"the workers read {in_all:,} bytes in all; the file has {size:,}")

    return look


@check(EVERY, waits=True)
def test_squares(draw: Draw) -> Trial:
    """Workers write all squares into one block, and nothing of it is left."""
    n = draw.choice([301, 302, 304, 305])
    return Trial(squaring_late, [expect.returned(digest(n))], {"n": n, "workers": 3})


@check(EVERY)
def test_count(draw: Draw) -> Trial:
    """Workers count a byte in the ranges of a file."""
    value, *others = draw.sample(range(1, 128), 4)
    inner = [value, *draw.choices([value, *others], k=1600), value]
    third = bytes([*others, *inner, *others])  # how exactly it is split is another check's matter
    return counted(third * 3, value, 3)


@check(ONE)
def test_workers(draw: Draw) -> Trial:
    """The work is split among child processes, at the same time, no more than asked for."""
    # Less than a page, and without a line's end.
    n, value = draw.randint(1000, 1200), draw.randrange(11, 128)
    data = bytes(draw.choices(range(11, 128), k=3900))
    results = [
        expect.value(f"{name} by {workers}", result, f"what {workers} found, the {name},")
        for workers in (3, 1)
        for name, result in (("digest", digest(n)), ("count", data.count(value)))
    ]
    return Trial(
        in_crews,
        [*results, started_in_turn([3, 3, 1, 1]), expect.side_by_side()],
        {"n": n, "data": data, "value": value, "crews": [3, 1]},
    )


@check(ONE, waits=True)
def test_every_byte(draw: Draw) -> Trial:
    """No byte is left out or counted twice, however the file is split."""
    size, value = draw.choice([4097, 4099, 8191, 8194]), draw.randrange(1, 128)
    return counted(bytes([value]) * size, value, 3, counting_slowly)


@check(ONE)
def test_any_byte(draw: Draw) -> Trial:
    """The byte can be anything from 0 to 255."""
    values = [0, 10, ord("."), 255]
    data = bytes(draw.choices([*values, 65, 66], k=500))
    counts = expect.value("counts", [data.count(value) for value in values], "what was counted")
    return Trial(counting_some, [counts], {"data": data, "values": values, "workers": 2})


@check(ONE)
def test_no_squares(draw: Draw) -> Trial:
    """With n = 0 it returns the digest of nothing."""
    return squared(0, draw.randint(1, 3))


@check(ONE)
def test_empty_file(draw: Draw) -> Trial:
    """In an empty file it counts 0."""
    return counted(b"", draw.randrange(256), draw.randint(1, 3))


@check(ONE)
def test_little_work(draw: Draw) -> Trial:
    """There can be more workers than squares, or bytes."""
    value = draw.randrange(256)
    n, data = 1, bytes([value])
    return Trial(
        both, both_right(n, data, value), {"n": n, "data": data, "value": value, "workers": 5}
    )


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, with more data."""
    sizes = [draw.randint(20, 40), draw.randint(600, 900)]
    digests = [expect.value(f"digest {n}", digest(n), f"the SHA-256 of {n} squares") for n in sizes]
    return Trial(squaring_in_turn, digests, {"sizes": sizes, "workers": 2})


@check(BOTH, VOLUME_TIMEOUT, volume=True)
def test_nothing_is_sent(draw: Draw) -> Trial:
    """Of 10 MB at most 64 KiB are pickled or sent, and the workers read the file once in all."""
    seed, size, value, n = draw.randrange(1 << 30), 5_000_000, draw.randrange(256), 600_000
    data = frequent(seed, size, value)
    return Trial(
        weighed,
        [sent_at_most(MOST_SENT), read_by_the_workers(size), *both_right(n, data, value)],
        {"n": n, "seed": seed, "size": size, "value": value, "workers": 3},
    )
