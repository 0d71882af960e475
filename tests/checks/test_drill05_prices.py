"""What the program must do when it is repaired: converting prices."""

from collections.abc import Callable, Mapping, Sequence

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_kills import late_kills
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.amplifiers.short_naps import short_naps
from examiner.stage.scene import Stage

CONTRACT: dict[str, list[str]] = {}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data": "what it is run with are numbers and texts",
    "returns": "it has no callback",
    "caller": "it is a whole program: nobody calls it",
    "time: late": ("slow_machine",),
    "raises": "it has no callback",
    "death": "nobody dies: every process ends by itself, with code 0",
    "death: lock": ("prints_the_right_thing",),
    "scale: many": ("much_data",),
    "scale": "there is always something to do, in small pieces",
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "Monday: 40 prices, 82600\nTuesday: 40 prices, 94400"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage, data=None):
    """Run the program with other `data` in its constants, or as it is.

    A kill finds its victim at rest.
    """
    stage.amplify(late_kills)
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
    run(stage, data)


def run_together(stage: Stage, rates):
    """Run it where the converters of a day meet at their work; a kill finds its victim at rest."""
    stage.amplify(late_kills)
    factors = (f"{day!r}: {stage.factor(rate, day, 3)}" for day, rate in rates.items())
    stage.run_program({"RATES": f"{{{', '.join(factors)}}}"})


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def replaced(old: str, new: str) -> Expectation:
    """Nobody worked on both days."""

    def look(outcome: Outcome) -> Finding | None:
        crews = [{e["pid"] for e in outcome.of("work") if e["name"] == day} for day in (old, new)]
        for pid in set.intersection(*crews):
            return wrong(f"{outcome.role(pid)} converted on {old} and on {new}")
        return None

    return look


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
    """On each day three child processes of that day convert, each a part."""
    return Trial(
        run_together,
        [
            expect.kept_its_data(),
            expect.children(6),
            expect.worked(3, "converted on Monday", "Monday"),
            expect.worked(3, "converted on Tuesday", "Tuesday"),
            replaced("Monday", "Tuesday"),
            expect.ended_by_themselves(),
        ],
        {"rates": {"Monday": 7, "Tuesday": 8}},
        as_program=True,
    )


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With other rates and prices it prints what follows from those."""
    rates = {day: draw.randint(2, 9) for day in ("Monday", "Tuesday")}
    prices = draw.sample(range(100, 999), draw.randint(20, 60))
    prices.insert(draw.randrange(5, 15), 0)  # a price like any other
    prices.append(draw.randrange(5 * 10**9, 6 * 10**9))
    return _converted(run, rates, prices)


@check(ONE, volume=True)
def test_much_data(draw: Draw) -> Trial:
    """With many prices, where a pipe holds little, it prints what follows from those."""
    return _converted(run_narrow, {"Monday": 2, "Tuesday": 3}, range(draw.randint(3000, 3100)))


def _converted(
    scene: Callable[..., None], rates: Mapping[str, int], prices: Sequence[int]
) -> Trial:
    lines = [f"{day}: {len(prices)} prices, {sum(prices) * rate}" for day, rate in rates.items()]
    return Trial(
        scene,
        [expect.kept_its_data(), expect.printed("\n".join(lines))],
        {"data": {"RATES": repr(rates), "PRICES": repr(prices)}},
        as_program=True,
    )


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "killed-with-lock")])
