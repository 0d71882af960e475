"""What the program must do when it is repaired: rendering a picture."""

import zlib
from collections.abc import Callable, Iterator

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.looks_late import looks_late
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.amplifiers.short_naps import short_naps
from examiner.stage.scene import Stage

CONTRACT: dict[str, list[str]] = {}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data": "its data are fixed by the program",
    "returns": "it has no callback",
    "caller": "it is a whole program: nobody calls it",
    "time: late": ("slow_machine",),
    "raises": "it has no callback",
    "death": "nobody dies: every process ends by itself, with code 0",
    "scale": "how much there is to do is fixed by the program",
    "scale: big": ("prints_the_right_thing", "slow_machine"),
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "640 x 480 pixels, checksum dfc15266"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage, data=None):
    """Run the program with other `data` in its constants, or as it is."""
    stage.run_program(data)


def on_a_slow_machine(stage: Stage):
    """Run it where data come late, pipes are narrow and naps are short."""
    stage.amplify(late_send, LATE)
    stage.amplify(narrow_pipes)
    stage.amplify(short_naps)
    stage.run_program()


def run_narrow(stage: Stage, data):
    """Run it with other `data` where pipes are narrow."""
    stage.amplify(narrow_pipes)
    stage.run_program(data)


def run_small(stage: Stage, data):
    """Run it with `data` that fit into a pipe and come late, and what was seen is acted on late."""
    stage.amplify(late_send, 0.4)
    stage.amplify(looks_late, 0.6, True)
    stage.run_program(data)


def run_together(stage: Stage, data):
    """Run it where pipes are narrow and renderers meet at their work."""
    stage.amplify(narrow_pipes)
    stage.run_program(data, meet={"shade": 4})


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def no_join_in_vain(seconds: float) -> Expectation:
    """Nobody gave up joining, before it read anything, processes that waited to be read.

    One such join of that many seconds may be bad luck on a busy machine, two are a method.
    """

    def look(outcome: Outcome) -> Finding | None:
        vain = [join for join in _joins_before_reading(outcome) if _stuck(outcome, join) > seconds]
        if len(vain) < 2:
            return None
        whom = " and ".join(outcome.role(join["whom"]) for join in vain[:2])
        return wrong(
            f"{outcome.role(vain[0]['pid'])} joined {whom}, which could not end, and gave up after "
            f"{_stuck(outcome, vain[1]):.1f} s"
        )

    return look


def _joins_before_reading(outcome: Outcome) -> Iterator[Entry]:
    """Yield the joins of those who have not taken anything out of a queue before."""
    readers = set()
    for entry in outcome.of("call"):
        if entry["plain"] == "queue.get()":
            readers.add(entry["pid"])
        elif entry["plain"] == "process.join()" and entry["pid"] not in readers:
            yield entry


def _stuck(outcome: Outcome, join: Entry) -> float:
    """Return how long a join lasted after its process had put its data, if that did not end."""
    ended = {entry["pid"]: entry["t"] for entry in outcome.of("down")}
    if ended.get(join["whom"], join["t"]) < join["t"]:
        return 0.0
    return float(join["t"] - max(join["begun"], _last_put(outcome, join))) / 1e9


def _last_put(outcome: Outcome, join: Entry) -> int:
    """Return when the joined process put something, and did no more, before the join ended."""
    own = [e for e in outcome.log if e["pid"] == join["whom"] and e["t"] < join["t"]]
    puts = own and own[-1]["kind"] == "call" and own[-1]["plain"] == "queue.put()"
    return int(own[-1]["t"]) if puts else int(join["t"])


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
    """Four child processes render, each a part, and nobody waits in vain."""
    return Trial(
        run_together,
        [
            expect.kept_its_data(),
            expect.children(4),
            expect.worked(4, "rendered", "shade"),
            expect.ended_by_themselves(),
            no_join_in_vain(0.25),
        ],
        {"data": {"WIDTH": "64"}},
        as_program=True,
    )


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With another width and height it prints what follows from those."""
    return _printed(run, draw.randrange(600, 900), 4 * draw.randrange(115, 150))


@check(ONE, volume=True)
def test_wide_picture(draw: Draw) -> Trial:
    """With rows that do not fit into a pipe it prints what follows from them."""
    return _printed(run_narrow, draw.randrange(20_000, 22_000), 16)


@check(ONE, waits=True)
def test_small_picture(draw: Draw) -> Trial:
    """With a small picture, on a slow machine, it prints what follows from that."""
    return _printed(run_small, draw.randrange(5, 20), 4 * draw.randrange(2, 5))


def _printed(scene: Callable[..., None], width: int, height: int) -> Trial:
    pixels = bytes((x ^ y) & 255 for y in range(height) for x in range(width))
    prints = f"{width} x {height} pixels, checksum {zlib.crc32(pixels):08x}"
    return Trial(
        scene,
        [expect.kept_its_data(), expect.printed(prints)],
        {"data": {"WIDTH": repr(width), "HEIGHT": repr(height)}},
        as_program=True,
    )


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "join-before-drain")])
