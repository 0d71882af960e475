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
from examiner.spec import BOTH, EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.weigh_traffic import weigh_traffic
from examiner.stage.scene import Stage

CONTRACT = {"squares": ["n", "workers"], "count_byte": ["path", "value", "workers"]}
WORLDS = {"data": "it is about bytes", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies: the contract has no death in it",
    "scale: none": ("no_squares", "empty_file"),
    "scale: few": ("little_work",),
    "scale: many": ("nothing_is_sent",),
    "scale: big": ("nothing_is_sent",),
    "crew": "the work is only split: nobody has to work beside another",
    "start: again": ("again",),
}

MOST_SENT = 64 << 10
"""Bytes that a call may pickle or send in all."""


def squaring(stage: Stage, n, workers):
    """Call squares once."""
    stage.call("squares", n, workers)


def counting(stage: Stage, data, value, workers):
    """Call count_byte once, and look at the file afterwards."""
    path = written(data)
    stage.call("count_byte", path, value, workers)
    with open(path, "rb") as file:
        stage.tell("file", "unchanged" if file.read() == data else "changed")


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


def weighed(stage: Stage, n, seed, size, value, workers):
    """Call both functions with much data, and weigh what is pickled or sent."""
    stage.amplify(weigh_traffic)
    both(stage, n, random.Random(seed).randbytes(size), value, workers)


def written(data: bytes) -> str:
    path = os.path.join(tempfile.gettempdir(), "data")
    with open(path, "wb") as file:
        file.write(data)
    return path


def digest(n: int) -> str:
    return hashlib.sha256(b"".join((i * i).to_bytes(8, "little") for i in range(n))).hexdigest()


def squared(n: int, workers: int) -> Trial:
    return Trial(squaring, [expect.returned(digest(n))], {"n": n, "workers": workers})


def counted(data: bytes, value: int, workers: int) -> Trial:
    inputs = {"data": data, "value": value, "workers": workers}
    unchanged = expect.value("file", "unchanged", "afterwards the file")
    return Trial(counting, [expect.returned(data.count(value)), unchanged], inputs)


def both_right(n: int, data: bytes, value: int) -> list:
    return [
        expect.value("digest", digest(n), f"the SHA-256 of {n:,} squares"),
        expect.value("count", data.count(value), "the number of bytes found"),
    ]


def sent_at_most(size: int) -> Expectation:
    """All processes together sent each other at most about that many bytes."""

    def look(outcome: Outcome) -> Finding | None:
        sent = sum(entry["bytes"] for entry in outcome.of("sent"))
        if sent <= size:
            return None
        return wrong(f"{sent:,} bytes were pickled or sent between processes, allowed are {size:,}")

    return look


@check(EVERY)
def test_squares(draw: Draw) -> Trial:
    """Workers write all squares into one block, and nothing of it is left."""
    return squared(draw.choice([301, 302, 304, 305]), 3)


@check(EVERY)
def test_count(draw: Draw) -> Trial:
    """Workers count a byte in the ranges of a file."""
    value, *others = draw.sample(range(1, 128), 4)
    inner = [value, *draw.choices([value, *others], k=1600), value]
    third = bytes([*others, *inner, *others])  # how exactly it is split is another check's matter
    return counted(third * 3, value, 3)


@check(ONE)
def test_workers(draw: Draw) -> Trial:
    """The work is split among child processes, no more than asked for."""
    n, data, value = draw.randint(300, 400), draw.randbytes(4000), draw.randrange(1, 128)
    return Trial(
        both,
        [*both_right(n, data, value), expect.shared_by(4, 6)],
        {"n": n, "data": data, "value": value, "workers": 3},
    )


@check(ONE)
def test_every_byte(draw: Draw) -> Trial:
    """No byte is left out or counted twice, however the file is split."""
    size, value = draw.choice([4097, 4099, 8191, 8194]), draw.randrange(1, 128)
    return counted(bytes([value]) * size, value, 3)


@check(ONE)
def test_any_byte(draw: Draw) -> Trial:
    """The byte can be anything from 0 to 255."""
    values = [0, 10, 255]
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
    value = draw.randrange(255)
    n, data = 2, bytes([value, value + 1, value])
    return Trial(
        both, both_right(n, data, value), {"n": n, "data": data, "value": value, "workers": 5}
    )


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again, with more data."""
    sizes = [draw.randint(20, 40), draw.randint(600, 900)]
    digests = [expect.value(f"digest {n}", digest(n), f"the SHA-256 of {n} squares") for n in sizes]
    return Trial(squaring_in_turn, digests, {"sizes": sizes, "workers": 2})


@check(BOTH)
def test_nothing_is_sent(draw: Draw) -> Trial:
    """Of 2 MB at most 64 KiB are pickled or sent between processes."""
    seed, size, value, n = draw.randrange(1 << 30), 1_750_000, draw.randrange(256), 31_250
    data = random.Random(seed).randbytes(size)
    return Trial(
        weighed,
        [sent_at_most(MOST_SENT), *both_right(n, data, value)],
        {"n": n, "seed": seed, "size": size, "value": value, "workers": 3},
    )
