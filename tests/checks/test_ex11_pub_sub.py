"""What a publisher with subscribers must do."""

from collections.abc import Mapping, Sequence
from itertools import cycle

from examiner import expect
from examiner.expect.findings import wrong
from examiner.expect.streams import handled_by_name
from examiner.facts.labels import label
from examiner.facts.odd import Equal
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA, RETURNS
from examiner.spec import BOTH, EVERY, ONE, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_children import late_children
from examiner.stage.props import Draft, Source, opens, rests, waits
from examiner.stage.scene import Stage

CONTRACT = {"run": ["events", "subscribers", "mailbox"]}
WORLDS = {"data": DATA, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("one_at_a_time", "returns_when_all_is_handled"),
    "raises": "the prompt excludes exceptions from handlers",
    "death": "nobody dies: all processes exit with code 0",
    "scale: none": ("nothing_to_do",),
    "scale: one": ("again",),
    "scale: few": "each subscriber has one process, however many events there are",
    "scale: many": ("large_mailbox",),
    "scale: big": "a full mailbox fits into a pipe, says the prompt",
    "crew: together": ("nobody_waits",),
    "crew: slow": ("nobody_waits", "full_mailbox"),
    "start: again": ("again",),
}

ROOMY = 50
"""A mailbox that holds all events of a trial."""

PROMPT = 3.0
"""Seconds in which `MANY` events are published, on a machine that has much else to do: it takes
0.05 s on a calm one. Who waits only 10 ms for room each time needs longer."""

MANY = 400

COMING_UP = 4.0
"""Seconds that a subscriber takes to come up: longer than what is `PROMPT`."""

LONG = 300
"""So often a payload repeats its number: a hundred of them are more than a pipe holds."""

TAKEN = 4
"""Events that are taken out of a full mailbox: two less find room for certain."""

LARGE = 320
"""A mailbox that needs more than a pair of sockets gives: 278 small messages, on Linux. A pipe has
room for five times as many."""


def run(stage: Stage, events, topics, mailbox=ROOMY, steps=None, handling=None):
    """Call the answer once, with a generator of the events.

    `topics` are those of each subscriber; `steps` say what happens before event n is given out,
    and `handling` what a subscriber does at an event.
    """
    handling = handling or {}
    source = Source(stage.folder, [tuple(event) for event in events], steps or {})
    subscribers = {
        name: (topics[name], stage.pair_handler(handling.get(name), owner=name)) for name in topics
    }
    stage.call("run", iter(source), subscribers, mailbox)


def run_held(stage: Stage, events, topics):
    """Each subscriber is held at its first event until all are published."""
    gate = stage.gate("all events are published")
    handling = {name: {seen(events, mine)[0]: [waits(gate)]} for name, mine in topics.items()}
    run(stage, events, topics, steps={len(events): [opens(gate)]}, handling=handling)


def run_in_turn(stage: Stage, calls):
    """Call the answer several times in one program."""
    for events, topics in calls:
        run(stage, events, topics)


def run_one_by_one(stage: Stage, events, topics):
    """Each event is given out when the one before it is handled; before the last there is a rest.

    The first subscriber gets all of them.
    """
    name = next(iter(topics))
    steps, handling = paced(stage, events, name)
    steps[len(events) - 1].append(rests())
    run(stage, events, topics, steps=steps, handling={name: handling})


def run_changing(stage: Stage, topic, values, names):
    """All events have the same payload, which is changed each time."""

    def changing():
        draft = Draft(None)
        for value in values:
            draft.change(value)
            yield topic, draft
        draft.change("changed after the end")

    subscribers = {name: ([topic], stage.pair_handler(owner=name)) for name in names}
    stage.call("run", changing(), subscribers, ROOMY)


def run_full(stage: Stage, events, topics, mailbox, slow):
    """One subscriber is held at its first event until all are published."""
    busy, release = stage.gate(f"{slow} is at its first event"), stage.gate("all is published")
    steps = {1: [waits(busy)], len(events): [rests(), opens(release)]}
    held = {events[0]: [opens(busy), waits(release)]}
    run(stage, events, topics, mailbox, steps, {slow: held})


def run_emptied(stage: Stage, burst, soon, later, topics, mailbox):
    """The mailbox is full, then has room for what comes soon, and then is empty."""
    (name,) = topics
    busy, release = stage.gate(f"{name} is at its first event"), stage.gate("the burst is over")
    again, done = stage.gate(f"{name} has made room"), stage.gate("there is something again")
    steps = {
        1: [waits(busy)],
        len(burst): [rests(), opens(release), waits(again)],
        len(burst) + len(soon): [opens(done), rests()],
    }
    held = {burst[0]: [opens(busy), waits(release)], burst[TAKEN]: [opens(again), waits(done)]}
    run(stage, [*burst, *soon, *later], topics, mailbox, steps, {name: held})


def run_hurried(stage: Stage, burst, topics, mailbox, slow, other):
    """Very many events are published while one subscriber is held; another waits for the last."""
    first, last = ("other", "begin"), ("other", "end")
    busy, begun = stage.gate(f"{slow} is at its first event"), stage.gate(f"{other} has begun")
    release = stage.gate(f"the last event reaches {other}")
    run(
        stage,
        [burst[0], first, *burst[1:], last],
        topics,
        mailbox,
        {1: [waits(busy)], 2: [waits(begun)]},
        {
            slow: {burst[0]: [opens(busy), waits(release)]},
            # Who empties a pipe in a thread of its own may still be at the burst.
            other: {first: [opens(begun)], last: [rests(), opens(release)]},
        },
    )


def run_late_children(stage: Stage, events, topics, mailbox):
    """Publish more than a pipe holds while the subscriber is still coming up."""
    stage.amplify(late_children, COMING_UP)
    run(stage, events, topics, mailbox)


def run_slow_end(stage: Stage, events, topics, slow):
    """One subscriber takes a rest at its last event."""
    handling = {slow: {seen(events, topics[slow])[-1]: [rests()]}}
    run(stage, events, topics, handling=handling)


def paced(stage: Stage, events, name):
    """Return the steps and the handling by which each event waits for the one before it."""
    steps, handling = {}, {}
    for number, event in enumerate(events[:-1]):
        gate = stage.gate(f"{name} has event {number + 1} of {len(events)}")
        steps[number + 1] = [waits(gate)]
        handling[event] = [opens(gate)]
    return steps, handling


def seen(events, topics):
    """Return the events of some topics."""
    return [event for event in events if event[0] in topics]


def drawn(draw: Draw, count: int):
    """Return events of three topics, and three subscribers."""
    one, two, three = draw.sample(["disk", "heat", "light", "power", "rain", "sound"], 3)
    kinds = [one, two, three, one, two, *draw.choices([one, two, three], k=count - 5)]
    draw.shuffle(kinds)
    events = list(zip(kinds, draw.numbers(count), strict=True))
    a, b, c = names(draw, 3)
    return events, {a: [one, two], b: [two, three, one], c: [two]}


def names(draw: Draw, count: int) -> list[str]:
    """Return the names of some subscribers."""
    return draw.sample(["audit", "cache", "index", "mail", "pager", "stats"], count)


def everything(events, topics) -> list:
    """Return what is expected if nothing is lost."""
    return [
        expect.handled_for(
            {name: seen(events, mine) for name, mine in topics.items()}, side_by_side=True
        ),
        expect.returned(dict.fromkeys(topics, 0)),
    ]


def passes(scene, events, topics, *more) -> Trial:
    wanted = [*everything(events, topics), *more]
    return Trial(scene, wanted, {"events": events, "topics": topics})


def kept(
    name: str, burst: Sequence[object], room: int, later: Sequence[object] = ()
) -> Expectation:
    """A subscriber handled what it had room for of a burst, and all that was published later.

    It was held at the first event of the burst until all of it was published. So it handled the
    first `room + 1` events, one more or less.
    """
    first, rest = [label(event) for event in burst], [label(event) for event in later]

    def look(outcome: Outcome) -> Finding | None:
        got = [entry["item"] for entry in handled_by_name(outcome).get(name, ())]
        early = [item for item in got if item not in rest]
        if len(early) > room + 2:
            return wrong(
                f"{name} was held at its first event while {len(first) - 1} more were published: "
                f"there was room for {room}, but {len(early) - 1} were kept for it"
            )
        if early != first[: len(early)]:
            odd = next(i for i, item in enumerate(early) if item != first[i])
            return wrong(
                f"{name}: {early[odd]} was handled where {first[odd]} belongs; what is published "
                "while there is no room is lost, not what is waiting"
            )
        if len(early) < room:
            return wrong(
                f"{name} had room for {room} waiting events, but only {max(0, len(early) - 1)} of "
                f"{len(first) - 1} were kept for it while it was held"
            )
        missing = [item for item in rest if item not in got]
        if missing or got != early + rest:
            what = missing[0] if missing else rest[0]
            return wrong(f"{name} had room again, but {what} did not reach it in its turn")
        return None

    return look


def losses_told(published: Mapping[str, int]) -> Expectation:
    """The answer returned for each name how many of the published events it did not handle."""

    def look(outcome: Outcome) -> Finding | None:
        got = handled_by_name(outcome)
        expected = {name: count - len(got.get(name, ())) for name, count in published.items()}
        for entry in outcome.answered("return"):
            if entry["value"] != label(expected):
                return wrong(
                    f"{entry['function']}() returned {entry['value']}; lost were {label(expected)}"
                )
        return None if outcome.answered("return") else wrong("it did not return")

    return look


def handled_by_children(names: Sequence[str]) -> Expectation:
    """Each PairHandler was called in one process of its own, which is not the caller."""

    def look(outcome: Outcome) -> Finding | None:
        owner: dict[int, str] = {}
        for name in names:
            pids = {entry["pid"] for entry in handled_by_name(outcome).get(name, ())}
            if len(pids) != 1:
                return wrong(f"{len(pids)} processes handled the events of {name}, expected one")
            pid = pids.pop()
            if pid == outcome.main:
                return wrong(f"the caller itself handled the events of {name}")
            if pid in owner:
                return wrong(f"one process handled the events of both {owner[pid]} and {name}")
            owner[pid] = name
        return None

    return look


def published_within(seconds: float, subscribers: int) -> Expectation:
    """From the pulling of the first event to that of the last no more time passed than that.

    In a schedule time passes as that wants it. Of an answer with more processes than subscribers
    this can't be told: a dispatcher comes up late too, and is no subscriber.
    """

    def look(outcome: Outcome) -> Finding | None:
        if outcome.job.control is not None or len(outcome.of("start")) > subscribers:
            return None
        pulls = [outcome.seconds(entry) for entry in outcome.of("pull")]
        passed = max(pulls, default=0.0) - min(pulls, default=0.0)
        if passed <= seconds:
            return None
        return wrong(f"the publisher was held up for {passed:.1f} s, while a subscriber came up")

    return look


def passed_within(seconds: float, start: object, name: str, end: object) -> Expectation:
    """From the pulling of one event to the handling of another no more time passed than that."""

    def look(outcome: Outcome) -> Finding | None:
        begun = next((e for e in outcome.of("pull") if e["item"] == label(start)), None)
        calls = handled_by_name(outcome).get(name, [])
        ended = next((entry for entry in calls if entry["item"] == label(end)), None)
        if begun is None or ended is None:
            return wrong(f"{label(end)} never reached {name}")
        passed = outcome.seconds(ended) - outcome.seconds(begun)
        if passed <= seconds:
            return None
        return wrong(f"a full mailbox held up everybody else for {passed:.1f} s")

    return look


@check(EVERY)
def test_every_event(draw: Draw) -> Trial:
    """Every subscriber gets every event of its topics, in order."""
    return passes(run_held, *drawn(draw, 9))


@check(ONE)
def test_processes(draw: Draw) -> Trial:
    """Each subscriber has a process of its own; events are taken in the caller."""
    events, topics = drawn(draw, 6)
    return passes(
        run, events, topics, handled_by_children(list(topics)), expect.pulled_where_called()
    )


@check(ONE)
def test_nothing_to_do(draw: Draw) -> Trial:
    """No events, no subscribers, or a topic that nobody wants: nothing is lost."""
    (name,) = names(draw, 1)
    number = draw.items(1)[0]
    return Trial(
        run_in_turn,
        [
            expect.handled_for({name: [("heat", number)]}),
            expect.returned_in_turn([{}, {name: 0}, {name: 0}]),
        ],
        {
            "calls": [
                ([("heat", number)], {}),
                ([], {name: ["heat"]}),
                ([("rain", 1), ("heat", number), ("he", 2)], {name: ["heat"]}),
            ]
        },
    )


@check(ONE)
def test_payloads_are_data(draw: Draw) -> Trial:
    """Falsy payloads and topics, or a big one, are data; a topic may be named twice."""
    kinds = draw.sample(["stop", "end", "None", ""], 4)
    payloads = [
        None,
        0,
        "",
        [],
        False,
        (),
        {},
        ...,
        "STOP",
        "stop",
        None,
        (kinds[0], None),
        "x" * 20_000,
        *names(draw, 2),
    ]
    draw.shuffle(payloads)
    payloads += [Equal(value) for value in draw.items(2)]
    events = list(zip(cycle(kinds), payloads, strict=False))
    one, two = names(draw, 2)
    topics = {one: kinds, two: [*kinds, kinds[0]]}
    return Trial(
        run,
        everything(events, topics),
        {"events": events, "topics": topics},
    )


@check(ONE, waits=True)
def test_one_at_a_time(draw: Draw) -> Trial:
    """An event is on its way before the next is asked for; waiting uses no CPU."""
    events, (one, two) = [("heat", number) for number in draw.numbers(5)], names(draw, 2)
    return passes(run_one_by_one, events, {one: ["heat"], two: ["heat"]})


@check(ONE)
def test_payload_changes(draw: Draw) -> Trial:
    """A payload is delivered as it was when it was published."""
    values, subscribers = draw.items(4), names(draw, 2)
    events = [("heat", [value]) for value in values]
    return Trial(
        run_changing,
        everything(events, {name: ["heat"] for name in subscribers}),
        {"topic": "heat", "values": values, "names": subscribers},
    )


@check(BOTH, waits=True)
def test_full_mailbox(draw: Draw) -> Trial:
    """When a mailbox is full, what it should get is lost to this subscriber alone."""
    mailbox = draw.randint(3, 5)
    numbers = draw.numbers(mailbox + 9)
    heat, rain = [("heat", n) for n in numbers[2:]], [("rain", n) for n in numbers[:2]]
    slow, other = names(draw, 2)
    mine = {slow: ["heat", "rain"], other: ["rain"]}
    topics = {name: mine[name] for name in draw.sample([slow, other], 2)}
    wanted, unwanted = [*heat, *rain], [("snow", n) for n in draw.numbers(6)]
    # Before the mailbox is full, and while it is.
    events = [heat[0], *unwanted[:3], *wanted[1:], *unwanted[3:]]
    return Trial(
        run_full,
        [
            expect.handled_for({other: rain}, among=[slow], side_by_side=True),
            kept(slow, wanted, mailbox),
            losses_told({slow: len(wanted), other: len(rain)}),
        ],
        {"events": events, "topics": topics, "mailbox": mailbox, "slow": slow},
    )


@check(ONE, volume=True, waits=True)
def test_large_mailbox(draw: Draw) -> Trial:
    """A mailbox of 320 has room for so many small events."""
    (name,) = names(draw, 1)
    events = [("heat", number) for number in range(LARGE + 6)]
    return Trial(
        run_full,
        [kept(name, events, LARGE), losses_told({name: len(events)})],
        {"events": events, "topics": {name: ["heat"]}, "mailbox": LARGE, "slow": name},
    )


@check(ONE, waits=True)
def test_while_it_comes_up(draw: Draw) -> Trial:
    """A subscriber that is still coming up does not delay the publisher."""
    (name,) = names(draw, 1)
    events = [("heat", f"{number} " * LONG) for number in draw.numbers(150)]
    return Trial(
        run_late_children,
        [published_within(PROMPT, 1), losses_told({name: len(events)})],
        {"events": events, "topics": {name: ["heat"]}, "mailbox": 5},
    )


@check(ONE, waits=True)
def test_room_again(draw: Draw) -> Trial:
    """When there is room again the subscriber gets events again."""
    mailbox = draw.randint(TAKEN + 2, TAKEN + 4)
    events = [("heat", number) for number in draw.numbers(2 * mailbox + 5)]
    burst, more = events[: mailbox + 6], events[mailbox + 6 :]
    soon, later = more[: TAKEN - 2], more[TAKEN - 2 :]
    (name,) = names(draw, 1)
    return Trial(
        run_emptied,
        [kept(name, burst, mailbox, more), losses_told({name: len(events)})],
        {
            "burst": burst,
            "soon": soon,
            "later": later,
            "topics": {name: ["heat"]},
            "mailbox": mailbox,
        },
    )


@check(ONE, waits=True)
def test_nobody_waits(draw: Draw) -> Trial:
    """A full mailbox delays neither the publisher nor the other subscribers."""
    slow, other = names(draw, 2)
    burst = [("heat", number) for number in range(MANY)]
    ends = [("other", "begin"), ("other", "end")]
    return Trial(
        run_hurried,
        [
            expect.handled_for({other: ends}, among=[slow], side_by_side=True),
            passed_within(PROMPT, burst[1], other, ends[1]),
            kept(slow, burst, 1),
            losses_told({slow: MANY, other: 2}),
        ],
        {
            "burst": burst,
            "topics": {slow: ["heat"], other: ["other"]},
            "mailbox": 1,
            "slow": slow,
            "other": other,
        },
    )


@check(ONE, waits=True)
def test_returns_when_all_is_handled(draw: Draw) -> Trial:
    """It returns when every event is handled and all processes have exited."""
    events, topics = drawn(draw, 7)
    slow = draw.choice(list(topics))
    return Trial(
        run_slow_end,
        everything(events, topics),
        {"events": events, "topics": topics, "slow": slow},
    )


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    (one, two), numbers = names(draw, 2), draw.items(2)
    first, second = ("heat", numbers[0]), ("heat", numbers[1])
    return Trial(
        run_in_turn,
        [
            expect.handled_for({one: [first], two: [second]}),
            expect.returned_in_turn([{one: 0}, {two: 0}]),
        ],
        {"calls": [([first], {one: ["heat"]}), ([second], {two: ["heat"]})]},
    )
