"""What a caller that takes in several sources must do."""

from collections.abc import Sequence
from dataclasses import replace

from examiner import expect
from examiner.expect.findings import wrong
from examiner.expect.streams import handled_by_name
from examiner.facts.labels import label
from examiner.facts.odd import Equal
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA, RETURNS
from examiner.spec import EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.long_timeouts import long_timeouts
from examiner.stage.amplifiers.one_processor import one_processor
from examiner.stage.props import (
    DeadSource,
    Listener,
    Stream,
    Talker,
    breaks,
    ends,
    exits_with,
    lingers,
    opens,
    pauses,
    rests,
    waits,
)
from examiner.stage.scene import Stage

CONTRACT = {"run": ["sources", "handle"]}
WORLDS = {"data": DATA, "returns": RETURNS, "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("every_item_of_every_source", "slow_last_item"),
    "raises: an exception": ("source_raises",),
    "raises: a well-known one": ("source_raises",),
    "raises: unpicklable": ("source_raises",),
    "raises: an exit": ("source_raises",),
    "death: exception": ("source_raises",),
    "death: exit 0": ("source_exits",),
    "death: exit 9": ("busy_caller",),
    "death: killed": ("source_killed",),
    "death: at first": ("source_exits",),
    "death: within": "the prompt excludes a death within a put or a send",
    "death: lock": "the prompt excludes a death within a put or a send",
    "scale: none": ("nothing_to_do",),
    "scale: one": ("busy_caller",),
    "scale: few": "each source has one process, however many items it has",
    "scale: many": ("talkative_source",),
    "scale: big": ("big_items",),
    "crew: together": ("processes", "big_items"),
    "crew: slow": ("late_source", "every_item_of_every_source"),
    "start: again": ("again",),
}

BIG = 1 << 20
"""Bytes of an item that no pipe holds."""

MANY = 1_500
"""Items of one source: more than Python calls itself."""

PACED = 1_000
"""As many of them are given just ahead of their being handled."""

LONGER = 3
"""So many times longer timed waits take there: for who polls one source after the other, very long.
"""

HELD_UP = 1.0
"""Seconds that even the quickest of some items may take from being given to being handled."""

FAILURES = (
    ("ValueError", 8), ("EOFError", 8), ("TwoParts", 8), ("KeyboardInterrupt", 8),
    ("SystemExit", 0),
)  # fmt: skip
"""What sources raise: also what receivers know, what cannot be unpickled."""


def run(stage: Stage, sources, steps=None, handling=None, special=None):
    """Call the answer once.

    `steps` are those of a source, `handling` those of `handle` for a pair of a name and an item.
    `special` are sources to be given instead of those that these would be.
    """
    steps = steps or {}
    streams = {name: Stream(stage.folder, name, sources[name], steps.get(name)) for name in sources}
    streams.update(special or {})
    stage.call("run", streams, stage.pair_handler(handling))


def run_resting(stage: Stage, sources, late):
    """The source `late` rests before its last item, when the others have come to their end."""
    before = len(sources[late]) - 1
    gates = {name: stage.gate(f"{name} is at its end") for name in sources if name != late}
    steps = {name: {len(sources[name]): [opens(gate)]} for name, gate in gates.items()}
    steps[late] = {before: [*map(waits, gates.values()), rests()]}
    run(stage, sources, steps)


def run_together(stage: Stage, sources):
    """Each source is held before its first item until all others have begun."""
    stage.amplify(one_processor)
    gates = {name: stage.gate(f"{name} has begun") for name in sources}
    steps = {name: {0: [opens(gates[name]), *map(waits, gates.values())]} for name in sources}
    run(stage, sources, steps)


def run_holding(stage: Stage, sources, prompt, lingering):
    """All sources but `prompt` are held before their first item until its last one is handled.

    It gives each item when the one before is handled. The process of `lingering` does not end
    before that, although all its items are given.
    """
    stage.amplify(one_processor)
    stage.amplify(long_timeouts, LONGER)
    over = stage.gate(f"{lingering} has nothing more to do")
    handled = [stage.gate(f"item {n} of {prompt} is handled") for n in range(len(sources[prompt]))]
    steps = {name: {0: [waits(handled[-1])]} for name in sources}
    steps[lingering] = {len(sources[lingering]): [lingers(over, handled[-1])]}
    steps[prompt] = {n: [waits(gate)] for n, gate in enumerate([over, *handled[:-1]])}
    items = zip(sources[prompt], handled, strict=True)
    run(stage, sources, steps, {(prompt, item): [opens(gate)] for item, gate in items})


def run_talking(stage: Stage, talking, count, paced, quiet, item):
    """One source has always more to give; the other gives its item when that is under way."""
    under_way, heard = stage.gate(f"{talking} is being handled"), stage.gate(f"{quiet} is heard")
    talker = Talker(stage.folder, talking, count, paced, heard)
    source = Stream(stage.folder, quiet, [item], {0: [waits(under_way)]})
    steps = {(talking, 10): [opens(under_way)], (quiet, item): [opens(heard)]}
    stage.call("run", {talking: talker, quiet: source}, Listener(stage.folder, talker, steps))


def run_slow(stage: Stage, sources, slow):
    """The last item of the source `slow` takes long to pickle; meanwhile the others end.

    The pause is for answers that let the last one out post the end mark: `slow` is not the last.
    """
    gate = stage.gate(f"{slow} has given its last item")
    steps = {name: {len(sources[name]) - 1: [waits(gate), pauses(0.3)]} for name in sources}
    steps[slow] = {len(sources[slow]): [opens(gate)]}
    items = sources[slow]
    run(stage, {**sources, slow: [*items[:-1], stage.slow(items[-1])]}, steps)


def run_failing_afterwards(stage: Stage, sources, code):
    """All processes end with an exit code, after their sources have come to their end."""
    run(stage, sources, {name: {len(sources[name]): [exits_with(code)]} for name in sources})


def run_in_turn(stage: Stage, calls):
    """Call the answer several times in one program."""
    for sources in calls:
        run(stage, sources)


def run_dying_first(stage: Stage, sources, dying, dead, how):
    """Two sources die, one of them before its first line.

    The others are held before their last items until the first one is about to.

    The pause is for answers that let one death end everything: they have the time to do it.
    """
    gate = stage.gate(f"{dying} is about to die")
    steps = {name: {len(items) - 1: [waits(gate), pauses(0.3)]} for name, items in sources.items()}
    steps[dying] = {len(sources[dying]): [opens(gate), ends(how)]}
    run(stage, sources, steps, special={dead: DeadSource(stage.folder, how)})


def run_failing_last(stage: Stage, sources, failures):
    """Some sources raise exceptions when all the others' items are handled."""
    before, handling = [], {}
    for name in sources:
        if name not in failures:
            gate = stage.gate(f"the last item of {name} is handled")
            before.append(waits(gate))
            handling[name, sources[name][-1]] = [opens(gate)]
    steps = {name: {len(sources[name]): [*before, breaks(*failures[name])]} for name in failures}
    run(stage, sources, steps, handling)


def run_killed(stage: Stage, sources, signals):
    """Signals kill some sources when their items are through."""
    run(stage, sources, {name: {len(sources[name]): [ends(-signals[name])]} for name in signals})


def run_busy(stage: Stage, sources, first, dying):
    """While the first item is handled the other sources come to their end, one by dying."""
    gate = stage.gate(f"{sources[first][0]} is being handled")
    steps = {name: {0: [waits(gate)]} for name in sources if name != first}
    steps[dying][len(sources[dying])] = [ends(3)]
    run(stage, sources, steps, {(first, sources[first][0]): [opens(gate), rests()]})


def run_big(stage: Stage, sources, first, size):
    """While the first item is handled all other sources begin to send big ones."""
    items = {name: [b"%03d" % n * (size // 3) for n in sources[name]] for name in sources}
    gates = {name: stage.gate(f"{name} gives its first item") for name in sources}
    steps = {name: {0: [opens(gate)]} for name, gate in gates.items()}
    items[first] = sources[first]
    handling = {(first, sources[first][0]): [*map(waits, gates.values())]}
    run(stage, items, steps, handling)


def names(draw: Draw, count: int) -> list[str]:
    """Return the names of some sources."""
    known = "alerts bills clicks logs mails news orders prices scans votes"
    return draw.sample(known.split(), count)


def drawn(draw: Draw, *counts: int) -> dict[str, list[int]]:
    """Return some sources, with so many items each."""
    numbers = iter(draw.numbers(sum(counts)))
    return {
        name: [next(numbers) for _ in range(count)]
        for name, count in zip(names(draw, len(counts)), counts, strict=True)
    }


def passes(scene, sources, died=(), **inputs) -> Trial:
    fates = {name: "died" if name in died else "done" for name in sources}
    wanted = [expect.handled_for(sources), expect.returned(fates)]
    return Trial(scene, wanted, {"sources": sources, **inputs})


def iterated_by_children(names: Sequence[str]) -> Expectation:
    """Each Stream was iterated over once, by a process of its own that is not the caller."""

    def look(outcome: Outcome) -> Finding | None:
        by: dict[int, str] = {}
        for entry in outcome.of("stream"):
            name, pid = entry["name"], entry["pid"]
            if pid == outcome.main:
                return wrong(f"the caller itself iterates over {name}")
            if pid in by:
                return wrong(f"one process iterates over both {by[pid]} and {name}")
            if name in by.values():
                return wrong(f"{name} is iterated over twice")
            by[pid] = name
        missing = [name for name in names if name not in by.values()]
        return wrong(f"nobody iterates over {missing[0]}") if missing else None

    return look


def not_held_up(name: str) -> Expectation:
    """Not every item of a source waited while it was the others that were looked at."""

    def look(outcome: Outcome) -> Finding | None:
        if outcome.job.control:
            return None  # time is virtual there: it may go on while there is something to do
        given = {entry["item"]: entry["t"] for entry in outcome.of("pull")}
        handled = handled_by_name(outcome).get(name, [])
        waited = [e["t"] - given[e["item"]] for e in handled if e["item"] in given]
        least = min(waited, default=0) / 1e9
        if least < HELD_UP:
            return None
        return wrong(
            f"each item of {name} waited {least:.1f} s or longer until it was handled, "
            "while other sources were late"
        )

    return look


def heard_among(quiet: str, item: object, talking: str) -> Expectation:
    """The item of one source was not handled after all that the other had to give until then."""

    def look(outcome: Outcome) -> Finding | None:
        handled = [entry["of"] for entry in outcome.of("handle")]
        before = handled.index(quiet) if quiet in handled else 0
        if before < PACED:
            return None
        return wrong(
            f"{label(item)} of {quiet} was handled after {before} items of {talking}, "
            "nearly all of which came later"
        )

    return look


@check(EVERY, waits=True)
def test_every_item_of_every_source(draw: Draw) -> Trial:
    """Every item is handled once, those of one source in order, until the last source ends."""
    sources = drawn(draw, 4, 3, 5)
    return passes(run_resting, sources, late=draw.choice(list(sources)))


@check(ONE)
def test_processes(draw: Draw) -> Trial:
    """Each source has a child process, all side by side; handle is called in the caller."""
    sources = drawn(draw, *[1] * 6)
    return Trial(
        run_together,
        [
            expect.handled_for(sources),
            iterated_by_children(list(sources)),
            expect.handled_where_called(),
        ],
        {"sources": sources},
    )


@check(ONE)
def test_nothing_to_do(draw: Draw) -> Trial:
    """An empty source is done; without any source the result is {}."""
    (name,) = names(draw, 1)
    return Trial(
        run_in_turn,
        [expect.handled_for({}), expect.returned_in_turn([{}, {name: "done"}])],
        {"calls": [{}, {name: []}]},
    )


@check(ONE)
def test_items_like_messages(draw: Draw) -> Trial:
    """None, falsy items and items that look like messages are data."""
    one, two = names(draw, 2)
    odd = [None, 0, "", [], False, (), {}, ..., one, "done", "died", "end", (one, "done")]
    odd += [(one, None), ("done", one), ("item", 1), ("end", None), (None, None), (True, 0)]
    sources = {one: draw.sample(odd, len(odd)), two: [None, *draw.items(2), None]}
    sources["equal"] = [Equal(value) for value in draw.items(2)]
    return Trial(
        run,
        [expect.handled_for(sources), expect.returned(dict.fromkeys(sources, "done"))],
        {"sources": sources},
    )


@check(ONE)
def test_late_source(draw: Draw) -> Trial:
    """Late sources, and processes slow to exit, do not hold up the items of the others."""
    sources = drawn(draw, *[1] * 6, 4)
    lingering, *_, prompt = sources
    trial = passes(run_holding, sources, prompt=prompt, lingering=lingering)
    return replace(trial, expect=[*trial.expect, not_held_up(prompt)])


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_talkative_source(draw: Draw) -> Trial:
    """A source of very many items, always with one ready, does not hold up the others."""
    talking, quiet = names(draw, 2)
    item = MANY + draw.numbers(1)[0]
    sources = {talking: range(MANY), quiet: [item]}
    return Trial(
        run_talking,
        [
            expect.handled_for(sources),
            heard_among(quiet, item, talking),
            expect.returned(dict.fromkeys(sources, "done")),
        ],
        {"talking": talking, "count": MANY, "paced": PACED, "quiet": quiet, "item": item},
    )


@check(ONE, waits=True)
def test_slow_last_item(draw: Draw) -> Trial:
    """The last item is handled even if it takes long to pickle."""
    sources = drawn(draw, 3, 2, 2)
    return passes(run_slow, sources, slow=draw.choice(list(sources)))


@check(EVERY)
def test_source_exits(draw: Draw) -> Trial:
    """A source that ends by os._exit(0) has died; the others are not disturbed."""
    sources = drawn(draw, 3, 2, 3, 0)
    *some, dead = sources
    dying = draw.choice(some)
    return passes(run_dying_first, sources, [dying, dead], dying=dying, dead=dead, how=0)


@check(ONE)
def test_source_raises(draw: Draw) -> Trial:
    """A source that raises an exception has died, also if it is the last one."""
    sources = drawn(draw, 2, *[1] * len(FAILURES))
    failing = list(sources)[1:]
    failures = dict(zip(failing, FAILURES, strict=True))
    return passes(run_failing_last, sources, failing, failures=failures)


@check(ONE)
def test_source_killed(draw: Draw) -> Trial:
    """A source that a signal kills has died, even before its first item."""
    sources = drawn(draw, 2, 0, 2)
    killed = list(sources)[:2]
    return passes(run_killed, sources, killed, signals=dict(zip(killed, (15, 9), strict=True)))


@check(ONE, waits=True)
def test_busy_caller(draw: Draw) -> Trial:
    """What came while handle was busy is handled, even if its process has gone."""
    sources = drawn(draw, 1, 4, 3)
    first, _, dying = sources
    return passes(run_busy, sources, [dying], first=first, dying=dying)


@check(ONE)
def test_big_items(draw: Draw) -> Trial:
    """Items of 1 MB pass whole, while several sources send at the same time."""
    sources = drawn(draw, 1, 3, 3, 3)
    first = next(iter(sources))
    items = {name: [b"%03d" % n * (BIG // 3) for n in sources[name]] for name in sources}
    items[first] = sources[first]
    return Trial(
        run_big,
        [expect.handled_for(items), expect.returned(dict.fromkeys(sources, "done"))],
        {"sources": sources, "first": first, "size": BIG},
    )


@check(ONE)
def test_exit_code_of_its_own(draw: Draw) -> Trial:
    """A source that was iterated to its end is done, whatever the exit code of its process."""
    return passes(run_failing_afterwards, drawn(draw, 2, 1), code=draw.randint(1, 99))


@check(ONE)
def test_again(draw: Draw) -> Trial:
    """It can be called again in the same program."""
    one, two = drawn(draw, 2, 2), {"other": draw.items(2)}
    return Trial(
        run_in_turn,
        [
            expect.handled_for({**one, **two}),
            expect.returned_in_turn([dict.fromkeys(one, "done"), {"other": "done"}]),
        ],
        {"calls": [one, two]},
    )
