"""What the program must do when it is repaired: one that had two full queues."""

import zlib
from collections import Counter

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.idle_children import idle_children
from examiner.stage.amplifiers.late_send import late_send
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
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

PRINTS = "60 documents, first 5be86cbf, last 696cfccd"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage):
    """Run the program as it is."""
    stage.run_program()


def run_with(stage: Stage, data):
    """Run it with other values in its constants."""
    stage.run_program(data)


def on_a_slow_machine(stage: Stage):
    """Run it where data come late and naps are short."""
    stage.amplify(late_send, LATE)
    stage.amplify(short_naps)
    stage.run_program()


def without_its_children(stage: Stage):
    """Run it with child processes that end at once."""
    stage.amplify(idle_children)
    stage.run_program()


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def never_holding_more_than(limit: int) -> Expectation:
    """No child had taken that many items more than it had passed on.

    Only of children that pass on one item for each that they take can this be told.
    """

    def look(outcome: Outcome) -> Finding | None:
        held: Counter[int] = Counter()
        most: Counter[int] = Counter()
        for entry in outcome.of("call"):
            pid, step = entry["pid"], _TAKEN.get(entry["plain"], 0)
            if pid != outcome.main and entry["end"] == "ok":
                held[pid] += step
                most[pid] = max(most[pid], held[pid])
        for pid, number in most.items():
            if number > limit and held[pid] <= _END_MARK:
                return wrong(
                    f"{outcome.role(pid)} had taken {number} items and passed on none of them, "
                    f"allowed are {limit}"
                )
        return None

    return look


_TAKEN = {"queue.get()": 1, "connection.recv()": 1, "queue.put()": -1, "connection.send()": -1}


_END_MARK = 1


def never_waiting_by_more_than(limit: int, takers: int) -> Expectation:
    """At no moment more than `limit` items had been put into a queue and not been taken out.

    `takers` are the processes that take: each may have one that it has not told of yet.
    """

    def look(outcome: Outcome) -> Finding | None:
        waiting: dict[str, int] = {}
        for entry in outcome.of("call"):
            key, step = entry["key"], _STEPS.get(entry["plain"], 0)
            if not step or not key or entry["end"] != "ok":
                continue
            waiting[key] = waiting.get(key, 0) + step
            if waiting[key] > limit + takers:
                return wrong(f"{waiting[key]} items waited in a queue, allowed are {limit}")
        return None

    return look


_STEPS = {"queue.put()": 1, "queue.get()": -1}


def with_other_data(prints: str, **values: object) -> Trial:
    """Return the trial of the program with these values in its constants."""
    data = {name: repr(value) for name, value in values.items()}
    return Trial(
        run_with, [expect.kept_its_data(), expect.printed(prints)], {"data": data}, as_program=True
    )


@check(EVERY)
def test_prints_the_right_thing(draw: Draw) -> Trial:
    """It prints the right thing and ends, under every start method."""
    return Trial(
        run,
        [expect.printed(PRINTS)],
        as_program=True,
    )


@check(ONE)
def test_slow_machine(draw: Draw) -> Trial:
    """On a slow machine too, at most five items wait in a queue."""
    return Trial(
        on_a_slow_machine,
        [
            expect.printed(PRINTS),
            never_waiting_by_more_than(5, takers=2),
            never_holding_more_than(5),
        ],
        as_program=True,
    )


@check(ONE)
def test_processes(draw: Draw) -> Trial:
    """Two child processes seal."""
    return Trial(run, [expect.children(2), expect.ended_by_themselves()], as_program=True)


@check(ONE)
def test_needs_its_children(draw: Draw) -> Trial:
    """The work is theirs: without them it does not print the same."""
    return Trial(without_its_children, [expect.not_printed(PRINTS)], crippled=True, as_program=True)


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With other documents it prints what follows from those."""
    documents = {number: f"letter {draw.random()}".encode() for number in range(60)}
    first, last = (f"{zlib.crc32(documents[number]):08x}" for number in (0, 59))
    return with_other_data(f"60 documents, first {first}, last {last}", DOCUMENTS=documents)


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "both-queues-full")])
