"""What a consumer that commits after its work must do."""

import multiprocessing as mp
import time
from collections import Counter
from dataclasses import replace
from functools import wraps

from examiner.brokers.kafka import kafka
from examiner.expect.findings import some, wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.spec import EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.props import dies, in_turn, opens, pauses, quiet, sets, waits

CONTRACT = {"consume": ["conf", "topic", "work", "stop"]}
CLOCK = "real"
"""A broker's time passes as well, and nobody controls it."""
WORLDS = {
    "data": "records are bytes: nothing is asked of them but to be passed on",
    "returns": "work returns nothing",
    "caller": "clients of brokers have threads of their own: it matters to none where they began",
}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("silence", "long_work"),
    "time: early": "poll is how it waits, and may return without a record at any time",
    "raises": "work raises nothing",
    "death: exception": "work raises nothing",
    "death: exit 0": "a member that is killed says as little to its broker as one that exits",
    "death: exit 9": "a member that is killed says as little to its broker as one that exits",
    "death: killed": ("killed",),
    "death: within": "a broker takes a message as a whole, or not",
    "death: lock": "members share no lock",
    "death: at first": "who has not joined the group has nothing in hand",
    "scale: none": ("silence",),
    "scale: one": ("stops_in_work",),
    "scale: few": "it has no workers of its own",
    "scale: many": ("moves",),
    "scale: big": ("big",),
    "crew: together": ("moves",),
    "crew: slow": ("long_work",),
    "start: again": ("again",),
}

TIMEOUT = 400.0
"""pytest-timeout's seconds: a member joins in 2 s, and takes over from a dead one in 4, at rest."""

PATIENCE = 15.0
"""Seconds in which something must happen where something has to happen next."""

RETURN = 10.0
"""Seconds after stop in which consume must have returned; the prompt says five."""

SLOW = 2.0
"""Seconds that the broker may take for a commit: the group must not miss who waits for that."""

IN_HAND = 0.5
"""Seconds that a record is in hand before the kill: a clock may tick, a late commit stays late."""

BEGIN = 7.0
"""Seconds in which another member has begun if the group gives it a partition: it takes 5."""

LONG_WORK = 10.0
"""Seconds that work may take."""

A_MOMENT = 0.05
"""Seconds that it takes where others join meanwhile."""

SILENCE = 12.0
"""Seconds without a record, after which most of those have given up who ever do."""

LOOK = 0.01
"""Seconds between two looks at what members have done."""

MOST = 999
"""The greatest number of a record that is not big."""

PLACES = {"first": "b", "second": "a"}
"""Members and their places in the group: the second one gets the first partition."""

BIG = 500_000
"""Bytes of a big record, but for a few."""


def pair(number):
    """Return the key and the value of a record, which no other one has: one of them may be None."""
    if number % 5 == 0:
        return None, text(number)
    if number % 7 == 0:
        return b"%d" % number, b"" if number % 2 else None
    return b"%d" % number, text(number)


def text(number):
    """Return the value of a record, which is big if its number is."""
    return b"order %d" % number + b"." * (BIG if number > MOST else 0)


class Group:
    """A topic with some records, and the members of a group that work on them."""

    def __init__(self, stage, broker, numbers, partitions):
        self.stage = stage
        self.broker = broker
        self.numbers = numbers
        self.partitions = partitions
        self.stop = {name: mp.Event() for name in PLACES}
        self.done = {n: stage.gate(f"record {n} has been worked on") for n in numbers}

    def add(self, numbers):
        """Add some of the records to the topic: they are dealt out to its partitions."""
        where = {n: place % self.partitions for place, n in enumerate(self.numbers)}
        self.broker.add([(where[n], *pair(n)) for n in numbers])

    def work(self, name, steps=()):
        """Return what a member is to do; `steps` are pairs of a number and what is done there."""
        todo = {n: [opens(gate)] for n, gate in self.done.items()}
        for number, step in steps:
            todo[number].insert(0, step)
        return self.stage.pair_handler({pair(n): each for n, each in todo.items()}, owner=name)

    def start(self, name, steps=()):
        """Start a member of the group."""
        conf = self.broker.conf(PLACES[name])
        args = conf, self.broker.topic, self.work(name, steps), self.stop[name]
        process = mp.Process(target=self.stage.answer("consume"), args=args, name=name)
        process.start()
        return process

    def joined_by_second(self, begun, number, steps):
        """Start the second member once a record is in hand; wait until it asks to be let in."""
        if not begun.opens_within(PATIENCE):
            self.missed("worked on", pair(number))
        second = self.start("second", steps)
        if not self.broker.joined(2, PATIENCE):
            self.missed("joined", "second")
        return second

    def wait(self, numbers):
        """Wait until all these have been worked on, as long as things go on."""
        left, since = set(numbers), time.monotonic()
        while left:
            done = {n for n in left if self.done[n].is_open()}
            if done:
                left, since = left - done, time.monotonic()
            elif time.monotonic() - since > PATIENCE:
                self.missed("worked on", pair(min(left, key=self.numbers.index)))
                return
            time.sleep(LOOK)

    def killed(self, member, number):
        """Wait until a member has died at a record."""
        self._end(member, PATIENCE, "worked on", pair(number))

    def ended(self, name, member):
        """Wait until a member has ended that has been told to stop; end it if it does not."""
        self._end(member, RETURN, "returned", name)
        if member.exitcode == 0:
            self.stage.tell("left", self.broker.left())

    def _end(self, member, seconds, what, whose):
        """Wait so long for a member to end; else tell what it has missed, and end it."""
        member.join(seconds)
        if member.is_alive():
            self.missed(what, whose)
            member.kill()
            member.join()

    def stopped(self, name, member):
        """Tell a member to stop, and wait for that."""
        self.stop[name].set()
        self.ended(name, member)

    def missed(self, what, whose):
        """Tell that something did not happen, unless that is the broker's fault."""
        self.broker.look()
        self.stage.tell(f"not {what}", whose)


def with_a_group(play):
    """Make a scene of a function that plays with a group: in the end it is told what is done."""

    @wraps(play)
    def scene(stage, numbers, partitions, **inputs):
        with kafka(stage.folder, partitions) as broker:
            play(Group(stage, broker, numbers, partitions), **inputs)
            stage.tell("asked to join", broker.joined(1, 0.0))
            stage.tell("committed", broker.committed())

    return scene


@with_a_group
def working(group):
    """One member works on all that there is, then it is stopped."""
    group.add(group.numbers)
    first = group.start("first")
    group.wait(group.numbers)
    group.stopped("first", first)


@with_a_group
def being_killed(group, before):
    """The first member is killed in its work, when it has done some; the last commit is late."""
    group.add(group.numbers)
    group.broker.delay(before - 1, SLOW)
    last = group.numbers[before]
    first = group.start("first", [(last, in_turn(pauses(IN_HAND), dies(-9)))])
    group.killed(first, last)
    group.stage.tell("committed at the kill", group.broker.committed()[0])
    second = group.start("second")
    group.wait(group.numbers)
    group.stopped("second", second)


@with_a_group
def stopping_in_work(group, at):
    """The first member is told to stop while it works; the second one goes on."""
    group.add(group.numbers)
    first = group.start("first", [(at, sets(group.stop["first"]))])
    group.wait(group.numbers[: group.numbers.index(at) + 1])
    group.ended("first", first)
    second = group.start("second")
    group.wait(group.numbers)
    group.stopped("second", second)


@with_a_group
def joining(group, held):
    """A second member joins, and may begin, while the first one has a record in hand."""
    begun, over = group.stage.gate("a record is in hand"), group.stage.gate("it is not any more")
    begins = group.stage.gate("the second member begins")
    group.add(group.numbers)
    first = group.start("first", [(held, in_turn(opens(begun), waits(over)))])
    second = group.joined_by_second(begun, held, [(n, opens(begins)) for n in group.numbers])
    begins.opens_within(BEGIN)
    over.open()
    group.wait(group.numbers)
    group.stopped("first", first)
    group.stopped("second", second)


@with_a_group
def moving(group, held):
    """A second member joins in the middle of much work, of which half is its own from then on."""
    begun, joined = group.stage.gate("work has begun"), group.stage.gate("there are two members")
    slowly = [(n, pauses(A_MOMENT)) for n in group.numbers]
    group.add(group.numbers)
    first = group.start(
        "first", [*slowly, *((n, in_turn(opens(begun), waits(joined))) for n in held)]
    )
    second = group.joined_by_second(begun, held[0], slowly)
    joined.open()
    group.wait(group.numbers)
    group.stopped("first", first)
    group.stopped("second", second)


@with_a_group
def staying_silent(group):
    """There is nothing for a while, then there is."""
    first = group.start("first")
    group.broker.joined(1, PATIENCE)
    time.sleep(SILENCE)
    quiet(group.stage.folder)
    group.add(group.numbers)
    group.wait(group.numbers)
    group.stopped("first", first)


@with_a_group
def taking_long(group, at):
    """Work takes as long as it may."""
    group.add(group.numbers)
    first = group.start("first", [(at, pauses(LONG_WORK))])
    group.wait(group.numbers)
    group.stopped("first", first)


@with_a_group
def being_called_again(group, elsewhere, at):
    """One process consumes elsewhere first, then here, where it is told to stop, then goes on."""
    with kafka(group.stage.folder, 1) as other:
        there = Group(group.stage, other, elsewhere, 1)
        there.add(elsewhere)
        group.add(group.numbers)
        last = [(elsewhere[-1], sets(there.stop["first"]))]
        calls = [
            (other.conf(), there.work("elsewhere", last), there.stop["first"]),
            (group.broker.conf(), group.work("first", [(at, sets(group.stop["first"]))]),
             group.stop["first"]),
            (group.broker.conf(), group.work("second"), group.stop["second"]),
        ]  # fmt: skip
        args = group.stage, group.broker.topic, calls
        member = mp.Process(target=call_in_turn, args=args, name="member")
        member.start()
        there.wait(elsewhere)
        group.wait(group.numbers)
        group.stopped("second", member)


def call_in_turn(stage, topic, calls):
    """Call consume several times; tell whether it has changed what it was given."""
    for conf, work, stop in calls:
        given = dict(conf)
        stage.call("consume", conf, topic, work, stop)
        stage.tell("conf has changed", conf != given)


def records_only(numbers) -> Expectation:
    """Nothing but these records was worked on, and one at a time."""
    known = {label(pair(n)) for n in numbers}

    def look(outcome: Outcome) -> Finding | None:
        in_hand: set[int] = set()
        for entry in outcome.of("handle", "handled"):
            if entry["kind"] == "handled":
                in_hand.discard(entry["pid"])
                continue
            if entry["item"] not in known:
                return wrong(f"work was called with {entry['item']}, and there is no such record")
            if entry["pid"] in in_hand:
                return wrong(f"work was called with {entry['item']} while it had another record")
            in_hand.add(entry["pid"])
        return None

    return look


def in_order(numbers, partitions) -> Expectation:
    """Each member worked on the records of a partition in their order."""
    places = {label(pair(n)): place for place, n in enumerate(numbers)}

    def look(outcome: Outcome) -> Finding | None:
        last: dict[tuple[str, int], int] = {}
        for entry in outcome.of("handle"):
            who, place = entry["of"], places.get(entry["item"], 0)
            before = last.get((who, place % partitions), -1)
            if place < before:
                what = label(pair(numbers[before]))
                return wrong(f"{who} worked on {entry['item']} after {what}, which comes after it")
            last[who, place % partitions] = place
        return None

    return look


def records(count):
    """Return a number that was told, with its noun and verb."""
    return f"{count} record was" if count == "1" else f"{count} records were"


def not_again(numbers, in_hand) -> Expectation:
    """Nothing was worked on again but the record that somebody had in hand who was killed."""
    allowed = Counter(label(pair(n)) for n in [*numbers, *in_hand])

    def look(outcome: Outcome) -> Finding | None:
        more = Counter(entry["item"] for entry in outcome.of("handle")) - allowed
        if not more:
            return None
        besides = "".join(f", besides {label(pair(n))}, which was in hand" for n in in_hand)
        committed = "".join(
            f". {count} committed when first was killed; a commit takes up to {SLOW:g} s here"
            for count in map(records, outcome.values("committed at the kill"))
        )
        return wrong(f"worked on again{besides}: {some(list(more))}{committed}")

    return look


def in_the_group(outcome: Outcome) -> Finding | None:
    """Somebody asked the broker to be let into the group."""
    if outcome.values("asked to join") == [label(True)]:
        return None
    return wrong("nobody asked the broker to be let into the group")


def begun_by_first(numbers) -> Expectation:
    """The first member began no record after it was told to stop."""
    mine = {label(pair(n)) for n in numbers}

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.of("handle"):
            if entry["of"] == "first" and entry["item"] not in mine:
                return wrong(f"it began to work on {entry['item']} after stop was set")
        return None

    return look


def named(told):
    """Return a member's name, as it was told."""
    return told.strip("'")


def in_time(numbers, partitions) -> Expectation:
    """All that was waited for came; what did not come, and is passed over, is lost."""
    places = {label(pair(n)): place for place, n in enumerate(numbers)}

    def look(outcome: Outcome) -> Finding | None:
        done = {places.get(entry["item"], 0) for entry in outcome.of("handled")}
        for item in outcome.values("not worked on"):
            place = places.get(item)
            after_it = (p for p in done if place is not None and p > place)
            if later := [p for p in after_it if p % partitions == place % partitions]:
                after = label(pair(numbers[min(later)]))
                return wrong(f"{item} is lost: work was done on {after}, which comes after it")
            said = f"nobody worked on {item}: nothing came for {PATIENCE:g} s"
            return Finding(Verdict.TIMEOUT, said)
        for who in outcome.values("not joined"):
            said = f"{named(who)} did not join the group in {PATIENCE:g} s"
            return Finding(Verdict.TIMEOUT, said)
        for who in outcome.values("not returned"):
            said = f"{named(who)} had not returned {RETURN:g} s after it was told to stop"
            return Finding(Verdict.TIMEOUT, said)
        return None

    return look


def committed(numbers, partitions=1) -> Expectation:
    """The broker was told in the end that all is done."""
    due = [len(numbers[n::partitions]) for n in range(partitions)]

    def look(outcome: Outcome) -> Finding | None:
        told = outcome.values("committed")
        if told == [label(due)]:
            return None
        return wrong(f"committed in the end, partition by partition: {''.join(told)}, not {due}")

    return look


def left(*counts: int) -> Expectation:
    """So many members had told the group that they leave it when one after the other had ended.

    Without a count it is not asked for: who is still being let in need not tell.
    """

    def look(outcome: Outcome) -> Finding | None:
        if not counts or outcome.values("left") == [label(count) for count in counts]:
            return None
        return wrong(
            "the group did not hear that a member leaves it: others wait until it is missed"
        )

    return look


def trial(
    scene, numbers, partitions=1, in_hand=(), mine=None, leave=(1,), others=(), **inputs
) -> Trial:
    """Return a trial in which all records are to be worked on and committed.

    `in_hand` are those that may be worked on again, `mine` those that the first member may begin;
    `others` are on another broker.
    """
    return Trial(
        scene,
        [records_only([*numbers, *others]),
         not_again([*numbers, *others], in_hand),
         in_order(numbers, partitions), in_time(numbers, partitions),
         in_the_group, begun_by_first(numbers if mine is None else mine),
         committed(numbers, partitions), left(*leave)],
        {"numbers": numbers, "partitions": partitions, **inputs},
    )  # fmt: skip


@check(EVERY, TIMEOUT, waits=True)
def test_records(draw: Draw) -> Trial:
    """All records are worked on, each partition's in their order; then it leaves the group."""
    odd = [5 * draw.randint(1, 199), 7 * draw.randrange(1, 99, 10), 14 * draw.randrange(1, 71, 5)]
    numbers = [*odd, *(n for n in draw.numbers(6) if n not in odd)]
    return trial(working, numbers, 2)


@check(ONE, TIMEOUT, waits=True)
def test_killed(draw: Draw) -> Trial:
    """Who is killed in its work loses nothing, and nothing but the record in hand is done again."""
    numbers, before = draw.numbers(7), draw.randint(2, 4)
    return trial(being_killed, numbers, in_hand=[numbers[before]], before=before)


@check(ONE, TIMEOUT, waits=True)
def test_stops_in_work(draw: Draw) -> Trial:
    """Who is stopped in its work finishes and commits that record, and begins no other."""
    numbers, at = draw.numbers(7), draw.randint(1, 3)
    mine = numbers[: at + 1]
    return trial(stopping_in_work, numbers, mine=mine, leave=(1, 2), at=numbers[at])


@check(ONE, TIMEOUT, waits=True)
def test_long_work(draw: Draw) -> Trial:
    """Work may take ten seconds."""
    numbers = draw.numbers(4)
    return trial(taking_long, numbers, at=numbers[draw.randint(0, 2)])


@check(ONE, TIMEOUT, waits=True)
def test_joined(draw: Draw) -> Trial:
    """When another member joins, the record in hand is not given to it."""
    numbers = draw.numbers(8)
    return trial(joining, numbers, leave=(), held=numbers[draw.randint(2, 5)])


@check(ONE, TIMEOUT, waits=True)
def test_moves(draw: Draw) -> Trial:
    """When a partition moves in the middle of much work, nothing is worked on again."""
    numbers = draw.numbers(160)
    return trial(moving, numbers, 2, leave=(), held=numbers[:2])


@check(ONE, TIMEOUT, waits=True)
def test_silence(draw: Draw) -> Trial:
    """Records may come after a long silence, in which nobody wakes up all the time."""
    return trial(staying_silent, draw.numbers(4), 2)


@check(ONE, TIMEOUT, waits=True)
def test_big(draw: Draw) -> Trial:
    """Records may be big."""
    return trial(working, [MOST + n for n in draw.numbers(3)])


@check(ONE, TIMEOUT, waits=True)
def test_again(draw: Draw) -> Trial:
    """It may be called again, and leaves what it was given as it was."""
    drawn, at = draw.numbers(10), draw.randint(1, 3)
    elsewhere, numbers = drawn[:4], drawn[4:]
    made = trial(
        being_called_again, numbers, mine=numbers[: at + 1], leave=(2,), others=elsewhere,
        elsewhere=elsewhere, at=numbers[at],
    )  # fmt: skip
    return replace(made, expect=[*made.expect, kept_its_conf])


def kept_its_conf(outcome: Outcome) -> Finding | None:
    """What it was given is as it was."""
    changed = label(True) in outcome.values("conf has changed")
    return wrong("consume changed the dict conf that it was given") if changed else None
