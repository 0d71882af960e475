"""What the program must do when it is repaired: sealing documents."""

import zlib
from collections import Counter

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.calls import GETS, PUTS
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_send import late_send
from examiner.stage.amplifiers.meet_at_checksums import meet_at_checksums
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
    "scale": "how much there is to do is fixed by the program",
    "crew": "all children have to work, but none beside or in spite of another",
    "start: again": "it is a whole program: it is run once",
}

DOCUMENTS = [f"document {number}".encode() * 20 for number in range(60)]

PRINTS = "60 documents, first 5be86cbf, last 696cfccd"

LATE = 1.3
"""Seconds by which things are late: longer than who waits a second and then gives up."""


def run(stage: Stage, data=None):
    """Run the program with other `data` in its constants, or as it is."""
    stage.run_program(data)


def on_a_slow_machine(stage: Stage, texts):
    """Run it where data come late, pipes are narrow, naps short; documents tell of themselves."""
    stage.amplify(late_send, LATE)
    stage.amplify(narrow_pipes)
    stage.amplify(short_naps)
    stage.amplify(meet_at_checksums, 2)
    documents = (f"{number}: {stage.document(text)}" for number, text in enumerate(texts))
    stage.run_program({"DOCUMENTS": f"{{{', '.join(documents)}}}"})


def run_together(stage: Stage):
    """Run it where sealers meet at their work."""
    stage.amplify(meet_at_checksums, 2)
    stage.run_program()


def diagnosis(stage: Stage):
    """Import the program, which must not run it."""
    stage.constant("DIAGNOSIS")


def sealed_all(texts: list[bytes]) -> Expectation:
    """Child processes computed the checksum of each document."""
    expected = {f"{zlib.crc32(text):08x}" for text in texts}

    def look(outcome: Outcome) -> Finding | None:
        sealed = {entry["item"] for entry in outcome.of("work") if entry["pid"] != outcome.main}
        if expected <= sealed:
            return None
        count = len(expected & sealed)
        return wrong(f"{count} of {len(expected)} documents were sealed by child processes")

    return look


def never_passed_on_unsealed(limit: int, takers: int) -> Expectation:
    """At no moment more than `limit` documents were handed to other processes, and not yet sealed.

    Each of `takers` may have taken one in order to seal it, and one more may wait for room. What
    a process is given when it starts waits nowhere, and is pickled all the same where it is not
    forked: there it is not told.
    """

    def look(outcome: Outcome) -> Finding | None:
        if outcome.job.method != "fork":
            return None
        waiting = 0
        for entry in outcome.of("pickle", "work"):
            if outcome.process(entry["pid"]).server:
                continue  # it hands on what it was handed
            waiting += 1 if entry["kind"] == "pickle" else -1
            if waiting > limit + takers + 1:
                return wrong(
                    f"{waiting} documents had left main and were not sealed yet: at most {limit} "
                    f"may wait, and {takers} be in work"
                )
        return None

    return look


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


_TAKEN = dict.fromkeys(GETS, 1) | dict.fromkeys(PUTS, -1)


_END_MARK = 1


def never_waiting_by_more_than(limit: int) -> Expectation:
    """At no moment more than `limit` items waited in a queue or in one way of a pipe.

    Who has begun to take may have taken. Where the library takes for the program, in asyncio's
    threads say, this can't be told.
    """

    def look(outcome: Outcome) -> Finding | None:
        pairs = [entry["ends"] for entry in outcome.of("pair")]
        others = dict(pairs) | {other: end for end, other in pairs}
        seen = {entry["key"] for entry in outcome.of("call") if entry["plain"] in GETS}
        changes: list[tuple[int, int, str]] = []
        for entry in outcome.of("call"):
            plain, key = entry["plain"], entry["key"]
            into = others.get(key, key) if plain in PUTS else key
            if plain not in PUTS + GETS or into not in seen or entry["end"] != "ok":
                continue
            change = (entry["t"], 1, into) if plain in PUTS else (entry["begun"], -1, into)
            if change[0] <= outcome.calls_known_until:  # a poller may fill its log
                changes.append(change)
        waiting: Counter[str] = Counter()
        for _, change, into in sorted(changes):
            waiting[into] += change
            if waiting[into] > limit:
                return wrong(f"{waiting[into]} items waited to be taken, allowed are {limit}")
        return None

    return look


@check(EVERY)
def test_prints_the_right_thing(draw: Draw) -> Trial:
    """It prints the right thing and ends, under every start method."""
    return Trial(run, [expect.printed(PRINTS)], as_program=True)


@check(ONE, waits=True)
def test_slow_machine(draw: Draw) -> Trial:
    """On a slow machine too, at most five documents and five seals wait."""
    return Trial(
        on_a_slow_machine,
        [
            expect.kept_its_data(),
            expect.printed(PRINTS),
            never_waiting_by_more_than(5),
            never_holding_more_than(5),
            never_passed_on_unsealed(5, takers=2),
        ],
        {"texts": DOCUMENTS},
        as_program=True,
    )


@check(ONE)
def test_processes(draw: Draw) -> Trial:
    """Two child processes seal, each a part, and together all documents."""
    return Trial(
        run_together,
        [
            expect.children(2),
            expect.worked(2, "sealed", "crc32"),
            sealed_all(DOCUMENTS),
            expect.ended_by_themselves(),
        ],
        as_program=True,
    )


@check(ONE)
def test_other_data(draw: Draw) -> Trial:
    """With other documents it prints what follows from those."""
    documents = {number: f"letter {draw.random()}".encode() for number in range(60)}
    documents[draw.randrange(10, 50)] = b""  # a document like any other
    for number in draw.sample(range(50, 59), draw.randint(2, 4)):
        del documents[number]
    first, last = (f"{zlib.crc32(documents[number]):08x}" for number in (0, 59))
    prints = f"{len(documents)} documents, first {first}, last {last}"
    return Trial(
        run,
        [expect.kept_its_data(), expect.printed(prints)],
        {"data": {"DOCUMENTS": repr(documents)}},
        as_program=True,
    )


@check(ONE, reveals=True)
def test_diagnosis(draw: Draw) -> Trial:
    """DIAGNOSIS says what was wrong."""
    return Trial(diagnosis, [expect.guessed("DIAGNOSIS", "both-queues-full")])
