"""What the program must do when it is repaired: counting primes."""

from collections.abc import Callable, Sequence

from examiner import expect
from examiner.spec import EVERY, ONE, Draw, Trial, check
from examiner.stage.amplifiers.in_halves import in_halves
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.looks_late import looks_late
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.amplifiers.short_naps import short_naps
from examiner.stage.props import pauses
from examiner.stage.scene import Stage

CONTRACT: dict[str, list[str]] = {}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data": "what it is run with are numbers and texts",
    "returns": "it has no callback",
    "caller": "it is a whole program: nobody calls it",
    "time: late": ("slow_machine",),
    "raises": "it has no callback",
    "death": "nobody dies: every process ends by itself, with code 0",
    "scale: many": ("much_data",),
    "scale": "there is always something to do, in small pieces",
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "783 primes in 12 blocks"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage, data=None):
    """Run the program with other `data` in its constants, or as it is."""
    stage.run_program(data)


def on_a_slow_machine(stage: Stage):
    """Run it where data come late, what was seen may be gone, pipes are narrow, naps short."""
    stage.amplify(late_send, LATE)
    stage.amplify(looks_late, 0.1)
    stage.amplify(narrow_pipes)
    stage.amplify(short_naps)
    stage.run_program()


LIST = 600
"""Bytes from which on a child process does not send a count, but a list of them."""


def run_narrow(stage: Stage, data):
    """Run it with other `data` where pipes are narrow, and who sends a list is long at it."""
    stage.amplify(narrow_pipes)
    stage.amplify(in_halves, LIST, pauses(0.1))
    run(stage, data)


def run_together(stage: Stage):
    """Run it where counters meet at their work."""
    stage.run_program(meet={"is_prime": 3})


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


@check(EVERY)
def test_prints_the_right_thing(draw: Draw) -> Trial:
    """It prints the right thing and ends, under every start method."""
    return Trial(run, [expect.printed(PRINTS)], as_program=True)


@check(ONE, waits=True)
def test_slow_machine(draw: Draw) -> Trial:
    """It is right on a slow machine too, where a pipe holds little."""
    return Trial(on_a_slow_machine, [expect.printed(PRINTS)], as_program=True)


@check(ONE)
def test_processes(draw: Draw) -> Trial:
    """Three child processes count, each a part."""
    return Trial(
        run_together,
        [
            expect.kept_its_data(),
            expect.children(3),
            expect.worked(3, "counted", "is_prime"),
            expect.ended_by_themselves(),
        ],
        as_program=True,
    )


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With other blocks it prints what follows from those."""
    starts = draw.sample(range(0, 9000, 300), draw.randint(7, 20))
    blocks = [range(start, start + 300) for start in starts]
    blocks[draw.randrange(2, 6) : 0] = [range(0), range(114, 127)]  # no numbers, and no primes
    blocks.insert(draw.randrange(7), blocks[-1])  # one that comes twice
    return _primes(run, blocks)


@check(ONE, volume=True)
def test_much_data(draw: Draw) -> Trial:
    """With many blocks, where a pipe holds little, it prints what follows from those."""
    return _primes(run_narrow, [range(n, n + 3) for n in range(draw.randint(1500, 1600))])


def _primes(scene: Callable[..., None], blocks: Sequence[range]) -> Trial:
    primes = sum(_is_prime(number) for block in blocks for number in block)
    return Trial(
        scene,
        [expect.kept_its_data(), expect.printed(f"{primes} primes in {len(blocks)} blocks")],
        {"data": {"BLOCKS": repr(blocks)}},
        as_program=True,
    )


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "too-few-sentinels")])
