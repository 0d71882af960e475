"""What the program must do when it is repaired: writing invoices."""

from collections.abc import Callable

from examiner import expect
from examiner.expect.findings import wrong
from examiner.expect.programs import crew_of
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.idle_children import idle_children
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.amplifiers.meet_at_messages import meet_at_messages
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.amplifiers.overtake_readers import overtake_readers
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
    "scale: many": ("much_data",),
    "scale": "there is always something to do, in small pieces",
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "30 invoices, No. 1 to 30"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage, data=None):
    """Run the program with other `data` in its constants, or as it is."""
    stage.run_program(data)


def on_a_slow_machine(stage: Stage):
    """Run it where processes start late, pipes are narrow and naps are short."""
    stage.amplify(late_children, LATE)
    stage.amplify(narrow_pipes)
    stage.amplify(short_naps)
    stage.run_program()


def run_narrow(stage: Stage, data):
    """Run it with other `data` where pipes are narrow."""
    stage.amplify(narrow_pipes)
    run(stage, data)


def run_together(stage: Stage):
    """Run it where clerks overtake each other as they count, and meet when they have written."""
    stage.amplify(overtake_readers, 3)
    stage.amplify(meet_at_messages, 3)
    stage.run_program()


def without_its_children(stage: Stage):
    """Run it with child processes that end at once."""
    stage.amplify(idle_children)
    stage.run_program()


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def each_number_once(last: int, clerks: int) -> Expectation:
    """Child processes passed on no number twice, and so many of them one at least.

    The latter is told if they pass the numbers on one by one, and no schedule is controlled. What
    they tell one another is no invoice: the next number that is free, say.
    """

    def look(outcome: Outcome) -> Finding | None:
        writers: dict[int, int] = {}
        among_clerks = _read_by_children(outcome)
        for entry in outcome.of("call"):
            number, pid = entry["argument"], entry["pid"]
            if entry["plain"] not in _PASSING_ON or pid == outcome.main or not number.isdigit():
                continue
            if entry["key"] in among_clerks:
                continue
            if int(number) in writers:
                others = outcome.role(writers[int(number)]), outcome.role(pid)
                return wrong(f"No. {number} was used twice, by {' and '.join(others)}")
            writers[int(number)] = pid
        count = len(set(writers.values()))
        all_seen = writers.keys() >= set(range(1, last + 1))
        return crew_of(clerks, count, "wrote invoices", outcome) if all_seen else None

    return look


def _read_by_children(outcome: Outcome) -> set[str]:
    """Return the pipes from which child processes take something, by both their ends."""
    found = {
        entry["key"]
        for entry in outcome.of("call")
        if entry["plain"] in ("queue.get()", "connection.recv()") and entry["pid"] != outcome.main
    }
    pairs = [set(entry["ends"]) for entry in outcome.of("pair")]
    return found.union(*(ends for ends in pairs if ends & found))


_PASSING_ON = ("queue.put()", "connection.send()", "proxy.put()", "proxy.append()")


@check(EVERY)
def test_prints_the_right_thing(draw: Draw) -> Trial:
    """It prints the right thing and ends, under every start method."""
    return Trial(run, [expect.printed(PRINTS)], as_program=True)


@check(("spawn",), waits=True)
def test_slow_machine(draw: Draw) -> Trial:
    """It is right on a slow machine too, where a pipe holds little."""
    return Trial(on_a_slow_machine, [expect.printed(PRINTS)], as_program=True)


@check(("spawn",))
def test_processes(draw: Draw) -> Trial:
    """Three child processes write, each a part, and no number twice."""
    return Trial(
        run_together,
        [
            expect.children(3),
            each_number_once(30, clerks=3),
            expect.ended_by_themselves(),
            expect.printed(PRINTS),
        ],
        as_program=True,
    )


@check(ONE)
def test_needs_its_children(draw: Draw) -> Trial:
    """The work is theirs: without them it does not print the same."""
    return Trial(without_its_children, [expect.not_printed(PRINTS)], crippled=True, as_program=True)


@check(("spawn",))
def test_other_data(draw: Draw) -> Trial:
    """With another number of invoices it prints what follows from that."""
    return _invoices(run, draw.randint(35, 60))


@check(("spawn",), volume=True)
def test_much_data(draw: Draw) -> Trial:
    """With many invoices, where a pipe holds little, it prints what follows from those."""
    return _invoices(run_narrow, draw.randint(5000, 5100))


def _invoices(scene: Callable[..., None], number: int) -> Trial:
    return Trial(
        scene,
        [expect.kept_its_data(), expect.printed(f"{number} invoices, No. 1 to {number}")],
        {"data": {"INVOICES": repr(number)}},
        as_program=True,
    )


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "needs-fork")])
