"""What the program must do when it is repaired: adding up orders."""

from collections import Counter
from collections.abc import Callable, Sequence

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.looks_late import looks_late
from examiner.stage.amplifiers.narrow_pipes import narrow_pipes
from examiner.stage.amplifiers.short_naps import short_naps
from examiner.stage.amplifiers.weigh_traffic import weigh_traffic
from examiner.stage.scene import Stage

CONTRACT: dict[str, list[str]] = {}
CELLS: dict[str, tuple[str, ...] | str] = {
    "data": "what it is run with are numbers and texts",
    "returns": "it has no callback",
    "caller": "it is a whole program: nobody calls it",
    "time: late": ("slow_machine",),
    "raises": "it has no callback",
    "death": "nobody dies: every process ends by itself, with code 0",
    "scale: many": ("processes",),
    "scale": "there is always something to do, in small pieces",
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "300 orders, 30509 EUR"

LONG = 5000
"""Orders of a long book: each amount weighs more than a byte, and a total less than that."""

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


def run_late(stage: Stage, data):
    """Run it with `data` that come late, and what was seen is acted on late."""
    stage.amplify(late_send, 0.4)
    stage.amplify(looks_late, 0.6, True)
    stage.run_program(data)


def run_weighed(stage: Stage, data):
    """Run it where pipes are narrow, and what goes through them is weighed."""
    stage.amplify(narrow_pipes)
    stage.amplify(weigh_traffic)
    stage.run_program(data)


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def divided(orders: int) -> Expectation:
    """One child process passed the amounts on, another one took them, and passed on less."""

    def look(outcome: Outcome) -> Finding | None:
        sent, received = _bytes(outcome, "sent"), _bytes(outcome, "received")
        children = set(outcome.processes) - outcome.servers - {outcome.main}
        if not any(sent[pid] >= orders for pid in children):
            return wrong(f"no child process has passed the {orders} amounts on to another one")
        if any(received[pid] >= orders > sent[pid] for pid in children):
            return None
        if received[outcome.main] >= orders:
            return wrong("main was sent the amounts; a child process shall add them up")
        return wrong("no child process was sent the amounts and kept them, to add them up")

    return look


def _bytes(outcome: Outcome, kind: str) -> Counter[int]:
    """Return process → how much it has sent, or received."""
    found: Counter[int] = Counter()
    for entry in outcome.of(kind):
        found[entry["pid"]] += entry["bytes"]
    return found


@check(EVERY)
def test_prints_the_right_thing(draw: Draw) -> Trial:
    """It prints the right thing and ends, under every start method."""
    return Trial(run, [expect.printed(PRINTS)], as_program=True)


@check(ONE, waits=True)
def test_slow_machine(draw: Draw) -> Trial:
    """It is right on a slow machine too, where a pipe holds little."""
    return Trial(on_a_slow_machine, [expect.printed(PRINTS)], as_program=True)


@check(ONE, volume=True)
def test_processes(draw: Draw) -> Trial:
    """One child process reads, another one adds, however long the book is."""
    book = f'[f"{{n % 9 + 1}} x {{n * 7 % 99 + 1}} EUR" for n in range({LONG})]'
    total = sum((n % 9 + 1) * (n * 7 % 99 + 1) for n in range(LONG))
    return Trial(
        run_weighed,
        [
            expect.kept_its_data(),
            expect.children(2),
            divided(LONG),
            expect.ended_by_themselves(),
            expect.printed(f"{LONG} orders, {total} EUR"),
        ],
        {"data": {"BOOK": book}},
        as_program=True,
    )


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With another book it prints what follows from that."""
    orders = [(draw.randint(1, 9), draw.randint(1, 99)) for _ in range(draw.randint(100, 250))]
    orders[draw.randrange(20, 90)] = (0, 25)  # an amount like any other
    orders[draw.randrange(20)] = (draw.randint(3, 9) * 10**6, 10**4)  # more than 32 bits hold
    return _added(run, orders)


@check(ONE, waits=True)
def test_few_orders(draw: Draw) -> Trial:
    """With a small book, on a slow machine, it prints what follows from that."""
    orders = [(draw.randint(1, 9), draw.randint(1, 99)) for _ in range(draw.randint(4, 8))]
    return _added(run_late, orders)


def _added(scene: Callable[..., None], orders: Sequence[tuple[int, int]]) -> Trial:
    book = [f"{count} x {price} EUR" for count, price in orders]
    total = sum(count * price for count, price in orders)
    return Trial(
        scene,
        [expect.kept_its_data(), expect.printed(f"{len(orders)} orders, {total} EUR")],
        {"data": {"BOOK": repr(book)}},
        as_program=True,
    )


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "open-write-end")])
