"""What an executor must do that goes on when its workers die."""

import multiprocessing as mp
import os
import re
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError
from functools import partial, wraps
from typing import NamedTuple

from examiner import expect
from examiner.expect.findings import CLOCK_TOLERANCE, compare, wrong
from examiner.facts.labels import label
from examiner.facts.odd import ERRORS, Equal, Incomparable, Touchy
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding
from examiner.facts.worlds import CALLER, DATA
from examiner.spec import BOTH, EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_ends import late_ends
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import (
    Bomb,
    Step,
    Unsendable,
    breaks,
    dies,
    fails,
    message_of,
    opens,
    pauses,
    raises,
    rests,
    waits,
)
from examiner.stage.props import worked as value_of
from examiner.stage.scene import Stage
from examiner.stage.where import meant, passes_on

CONTRACT: dict[str, list[str]] = {
    "WorkerDied": [],
    "Executor": ["workers"],
    "Executor.submit": ["fn", "argument"],
}
WORLDS = {"data": DATA, "returns": "what fn returns is the value", "caller": CALLER}
CLOCK = "kind"
CELLS: dict[str, tuple[str, ...] | str] = {
    "time: late": ("all_workers", "waiting"),
    "time: early": "the timeout of result() and exception() is a clock",
    "raises: an exception": ("exceptions",),
    "raises: a well-known one": ("exceptions",),
    "raises: unpicklable": ("lost_exceptions",),
    "raises: an exit": ("deaths",),
    "death: exception": ("deaths",),
    "death: exit 0": ("deaths",),
    "death: exit 9": ("deaths", "neighbours", "shutdown_at_once"),
    "death: killed": ("deaths",),
    "death: within": "it dies only in fn, in unpickling arguments or pickling the value",
    "death: lock": "it dies only in fn, in unpickling arguments or pickling the value",
    "death: at first": ("deaths_in_pickling",),
    "scale: none": ("map",),
    "scale: one": ("threads",),
    "scale: few": ("threads",),
    "scale: many": ("much_to_do", "many_cancelled"),
    "scale: big": ("big",),
    "crew: together": ("all_workers", "neighbours"),
    "crew: slow": ("all_workers", "neighbours"),
    "start: again": ("threads",),
}

BIG = 5_000_000
"""Bytes of the biggest arguments and values."""

BULK = 1 << 18
"""Bytes that no pipe holds."""

LITTLE = 10_000
"""Bytes of which a pipe holds some, but not as many as there are tasks."""

MANY, VERY_MANY = 120, 2_000
"""Tasks that wait."""

REFUSED = "it will not be pickled"
"""The message of a ValueError that is raised where a value is pickled."""

SOON = 0.3
"""Seconds after which a timeout runs out."""

LOOK = 0.01
"""Seconds between two looks at what another thread does."""

A_MOMENT = 0.1
"""Seconds that a task takes, where there are others meanwhile."""

MEANWHILE = 40
"""So many such tasks take more than ten times as long as SOON."""

LATE = 0.3
"""Seconds that a process takes to end, or a value to be rebuilt; to pickle an argument takes two
of these."""

LONG = 0.5
"""Seconds that a task takes where timed waits end after a tenth of one."""

UNJOINED = 5.0
"""Seconds in which a process must have ended that was told to, where that is not what is asked."""

KILLED = -signal.SIGKILL.value if hasattr(signal, "SIGKILL") else 9

GOES_ON = 240.0
"""pytest-timeout's seconds where somebody dies: five seconds are allowed to notice it."""


class Stop(BaseException):
    """An exception that is no Exception."""


class Changed(Exception):
    """An exception whose text changes when it is pickled: it is made of its text again."""

    def __init__(self, what: object) -> None:
        super().__init__(f"changed {what}")


def raise_changed(folder: str, item: int) -> None:
    """Raise it, made on the spot."""
    raise meant(Changed(item))


class Unbuilt:
    """A value that can be pickled, and whose pickle cannot be rebuilt."""

    def __reduce__(self):
        return refuse, ()


def refuse() -> None:
    """Be no value."""
    raise meant(ValueError("it will not be rebuilt"))


def give_unbuilt() -> Unbuilt:
    """Return a value that cannot be rebuilt."""
    return Unbuilt()


def turned(data: bytes) -> bytes:
    """Return some bytes in the other order."""
    return data[::-1]


class Hesitant:
    """An argument that takes a while to be pickled, and opens a gate when it begins to be."""

    def __init__(self, value, begun) -> None:
        self.value = value
        self.begun = begun
        self.maker = os.getpid()

    def __reduce__(self):
        if os.getpid() == self.maker:
            self.begun.open()
            time.sleep(2 * LATE)
        return int, (self.value,)


class Lingering:
    """A value that takes a while to be rebuilt by its maker, and opens a gate when it begins."""

    def __init__(self, value, begun) -> None:
        self.value = value
        self.begun = begun
        self.maker = os.getpid()

    def __reduce__(self):
        return linger, (self.value, self.begun, self.maker)


def linger(value, begun, maker):
    """Return the value; in the process that it goes to in the end, after a while."""
    if os.getpid() == maker:
        begun.open()
        time.sleep(LATE)
    return value


def give_lingering(value, begun, maker):
    """Return a value that lingers."""
    lingering = Lingering(value, begun)
    lingering.maker = maker
    return lingering


def in_step_one(play):
    """Make a scene of a function that plays with an executor until all its tasks are done.

    It is shut down then. Whether that waits for its processes is a matter of the second step.
    """

    @wraps(play)
    def scene(stage, workers, **inputs):
        def whole(executor):
            play(stage, executor, **inputs)
            shut_down(stage, executor)
            for child in mp.active_children():
                child.join(UNJOINED)

        stage.using(whole, "Executor", workers)

    return scene


def in_step_two(play):
    """Make a scene of a function that plays with an executor, and shuts it down."""

    @wraps(play)
    def scene(stage, workers, **inputs):
        stage.using(partial(play, stage, **inputs), "Executor", workers)

    return scene


def submit(stage: Stage, executor, fn, *args):
    """Submit a task."""
    with stage.uses():
        return executor.submit(fn, *args)


def submit_all(stage: Stage, executor, fn, items):
    """Submit a task for each of these items."""
    return [submit(stage, executor, fn, item) for item in items]


def shut_down(stage: Stage, executor, **how):
    """Shut an executor down."""
    with stage.uses():
        executor.shutdown(**how)


def ask(stage: Stage, name, call):
    """Tell what comes of a call: a value, or an exception's class and text."""
    try:
        value = call()
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what comes of the call
        tell_exception(stage, f"{name} raises", error)
    else:
        if name.startswith("exception") and isinstance(value, BaseException):
            tell_exception(stage, f"{name} returns", value)
        else:
            stage.tell(f"{name} gives", value)


def tell_exception(stage: Stage, name, error):
    """Tell an exception's class and text, and which words are in that."""
    stage.tell(name, kind_of(error))
    stage.tell(f"{name}, text", str(error))
    if type(error) is RuntimeError:
        stage.tell(f"{name}, words", sorted(set(re.findall(r"\w+", str(error)))))


def kind_of(error):
    """Return the name of an exception's class, with its module if it only looks like another."""
    for known in (TimeoutError, CancelledError):
        if isinstance(error, known):
            return known.__name__
        if type(error).__name__ == known.__name__:
            return f"{type(error).__module__}.{known.__name__}"
    return type(error).__name__


def ask_result(stage: Stage, number, future, *limit, **more):
    """Tell what the result() of a task is."""
    ask(stage, result(number), lambda: future.result(*limit, **more))


def ask_exception(stage: Stage, number, future, *limit):
    """Tell what the exception() of a task is."""
    ask(stage, exception(number), lambda: future.exception(*limit))


def ask_results(stage: Stage, futures, first=1):
    """Tell all results in their order; tasks are numbered."""
    for number, future in enumerate(futures, first):
        ask_result(stage, number, future)


def tell_done(stage: Stage, name, futures):
    """Tell which of these are done."""
    with stage.uses():
        stage.tell(name, [future.done() for future in futures])


def result(number) -> str:
    """Return what the result of a task is told as."""
    return f"result() of task {number}"


def exception(number) -> str:
    """Return what the exception of a task is told as."""
    return f"exception() of task {number}"


def in_a_thread(function, *args):
    """Start a thread of the scene."""
    thread = threading.Thread(target=passes_on(function), args=args, name="asking")
    thread.start()
    return thread


@in_step_one
def giving(stage, executor, items):
    """Submit some tasks that give what they are given."""
    fn = stage.function(gives=[(item, item) for item in items])
    ask_results(stage, submit_all(stage, executor, fn, items))


@in_step_one
def raising(stage, executor, items, errors, own):
    """Submit tasks some of which raise."""
    steps = {item: [fails(kind, item)] for item, kind in errors}
    fn = stage.function(steps | {own: [raises(Stop(f"stopped at {own}"))]})
    ask_all(stage, submit_all(stage, executor, fn, items))


def ask_all(stage, futures):
    """Ask each for its result and its exception, then all whether they are done."""
    for number, future in enumerate(futures, 1):
        ask_result(stage, number, future)
        ask_exception(stage, number, future)
    tell_done(stage, "done", futures)


@in_step_one
def losing(stage, executor, items, errors, changed):
    """Submit tasks that raise what does not come out of its pickle as it was, and a good one."""
    steps = {item: [fails(kind, item)] for item, kind in errors}
    fn = stage.function(steps | {changed: [Step(raise_changed, changed)]})
    ask_results(stage, submit_all(stage, executor, fn, items))


@in_step_one
def giving_anything(stage, executor, values, items, lost):
    """Submit tasks that give these values, and among them some that are lost on the way."""
    given = list(zip(items, values, strict=True))
    fn = stage.function(gives=[*given, (lost[0], Unsendable()), (lost[1], Unsendable(REFUSED))])
    tasks = [(fn, item) for item in items]
    tasks[2:2] = [(fn, lost[0]), (give_unbuilt,), (fn, lost[1])]
    ask_all(stage, [submit(stage, executor, *task) for task in tasks])


@in_step_one
def running_out(stage, executor, held, other):
    """Ask for the outcome of a task that is held, while others come; then it comes itself."""
    release = stage.gate("it may go on")
    fn = stage.function({held: [waits(release)]})
    future = submit(stage, executor, fn, held)
    enough = threading.Event()
    fed = in_a_thread(feed, stage, executor, other, enough)
    for number, limit in enumerate((0, SOON)):
        begun = time.monotonic()
        ask_result(stage, f"1, {number}", future, timeout=limit)
        then = time.monotonic()
        ask_exception(stage, f"1, {number}", future, limit)
        if min(then - begun, time.monotonic() - then) < limit * CLOCK_TOLERANCE:
            stage.tell("too early", limit)
    tell_done(stage, "done before", [future])
    enough.set()
    fed.join()
    opening = in_a_thread(open_after_a_moment, release)
    ask_result(stage, "1, then", future, 60)
    opening.join()
    ask_result(stage, "1, again", future, 0)
    ask_exception(stage, "1, again", future)
    tell_done(stage, "done after", [future])


def feed(stage, executor, item, enough):
    """Let one outcome after the other come until that is enough; tell if it was not in time."""
    fn = stage.function({item: [pauses(A_MOMENT)]}, name="others")
    for _ in range(MEANWHILE):
        if enough.is_set():
            break
        submit(stage, executor, fn, item).result()
    else:
        stage.tell("too late", MEANWHILE)


def open_after_a_moment(gate):
    """Open a gate, while somebody waits."""
    time.sleep(A_MOMENT)
    gate.open()


@in_step_one
def waiting_long(stage, executor, item):
    """Several threads wait for an outcome that takes its time, beside a worker that is idle."""
    future = submit(stage, executor, stage.function({item: [rests()]}), item)
    crew = [in_a_thread(ask_result, stage, number, future) for number in (1, 2)]
    ask_result(stage, 3, future)
    for thread in crew:
        thread.join()


@in_step_one
def queueing(stage, executor, numbers, extra):
    """Submit very many tasks while the one worker is held; then let it go."""
    release = stage.gate("all are submitted")
    bulk = bytes(extra)
    items = [(number, bulk) for number in numbers]
    fn = stage.function({items[0]: [waits(release)]}, gives=[(item, item[0]) for item in items])
    futures = submit_all(stage, executor, fn, items)
    release.open()
    with stage.uses():
        stage.tell("values", [future.result() for future in futures])


@in_step_one
def sharing(stage, executor, items, pair):
    """Hold the first task until the others are done, of which one is slow; then two meet."""
    stage.amplify(short_timeouts)
    release = stage.gate("the others are done")
    one, other = stage.gate("one has begun"), stage.gate("the other one has begun")
    steps = {items[0]: [waits(release)], items[1]: [pauses(LONG)]}
    steps |= {pair[0]: [opens(one), waits(other)], pair[1]: [opens(other), waits(one)]}
    fn = stage.function(steps)
    first, *others = submit_all(stage, executor, fn, items)
    ask_results(stage, others, 2)
    release.open()
    ask_result(stage, 1, first)
    ask_results(stage, submit_all(stage, executor, fn, pair), 1 + len(items))


@in_step_one
def mapping(stage, executor, items):
    """Map over items of which the last one raises; ask for a value when all have begun."""
    gates = {item: stage.gate(f"task {number} has begun") for number, item in enumerate(items, 1)}
    steps = {item: [opens(gate)] for item, gate in gates.items()}
    steps[items[-1]].append(fails("ValueError", items[-1]))
    with stage.uses():
        values = iter(executor.map(stage.function(steps), iter(items)))
    for gate in gates.values():
        gate.wait()
    for number in range(1, 1 + len(items)):
        ask(stage, f"value {number} of map()", lambda: next(values))
    with stage.uses():
        stage.tell("nothing", list(executor.map(stage.function(), [])))


def about_to_submit(begun, submit_slowly):
    """Start a thread that submits; return it when it is at it, or has done so."""
    thread = in_a_thread(submit_slowly)
    while thread.is_alive() and not begun.is_open():
        time.sleep(LOOK)
    return thread


@in_step_one
def in_threads(stage, executor, busy, items, elsewhere):
    """Submit in one thread while another one is about to, and in a second executor meanwhile.

    The workers are busy until all is submitted.
    """
    begun, release = stage.gate("its argument is being pickled"), stage.gate("all are submitted")
    fn, futures = stage.function({item: [waits(release)] for item in busy}), {}
    held = submit_all(stage, executor, fn, busy)

    def submit_slowly():
        futures[1] = submit(stage, executor, fn, Hesitant(items[0], begun))

    thread = about_to_submit(begun, submit_slowly)
    futures[2] = submit(stage, executor, fn, items[1])
    thread.join()
    release.open()
    with stage.uses():
        other = type(executor)(2)
    asking = in_a_thread(ask_result, stage, 3, submit(stage, other, fn, elsewhere))
    ask_results(stage, [futures[1], futures[2]])
    ask_results(stage, held, 4)
    asking.join()
    shut_down(stage, other)


@in_step_one
def moving(stage, executor, words):
    """Submit tasks with big arguments and big values."""
    futures = [submit(stage, executor, turned, big(word)) for word in words]
    ask_results(stage, futures)


def big(word: str) -> bytes:
    """Return as many bytes as an argument may have."""
    return word.encode() * (BIG // len(word))


@in_step_two
def cancelling(stage, executor, items):
    """Hold the one worker; cancel its task, the next one, and tasks that are done."""
    begun, release = stage.gate("the first has begun"), stage.gate("it may go on")
    fn = stage.function({items[0]: [opens(begun), waits(release)]})
    futures = submit_all(stage, executor, fn, items)
    begun.wait()
    held, cancelled, left = futures
    waiting = in_a_thread(ask_result, stage, 2, cancelled)
    with stage.uses():
        told = [held.cancel(), cancelled.cancel(), cancelled.cancel()]
    waiting.join()
    tell_done(stage, "done", futures)
    for limit in ((), (0,)):
        ask_result(stage, f"2, cancelled, {len(limit)}", cancelled, *limit)
        ask_exception(stage, f"2, cancelled, {len(limit)}", cancelled, *limit)
    release.open()
    ask_result(stage, 1, held)
    ask_result(stage, 3, left)
    with stage.uses():
        told += [held.cancel(), left.cancel(), cancelled.cancel()]
    stage.tell("cancelled", told)
    shut_down(stage, executor)


@in_step_two
def cancelling_many(stage, executor, numbers, kept, given):
    """Hold the one worker, and cancel nearly all of very many tasks.

    Then cancel each of some with big arguments when the one before is done: the worker is just
    being given it, or will be.
    """
    release = stage.gate("they are cancelled")
    fn = stage.function({numbers[0]: [waits(release)]})
    futures = submit_all(stage, executor, fn, numbers)
    with stage.uses():
        told = [f.cancel() for n, f in zip(numbers, futures, strict=True) if n not in kept]
    stage.tell("cancelled", told.count(True))
    release.open()
    ask_results(stage, [futures[numbers.index(number)] for number in kept])
    fn, bulk = stage.function(name="big"), bytes(BIG)
    futures = [submit(stage, executor, fn, (number, bulk)) for number in given]
    with stage.uses():
        futures[0].exception()
        for number, future in zip(given[1:], futures[1:], strict=True):
            if future.cancel():
                stage.tell("it never runs", (number, bulk))
            else:
                future.exception()
    shut_down(stage, executor)


@in_step_two
def dying(stage, executor, items, ends, exits):
    """Submit tasks some of which end their worker."""
    steps = {item: [dies(code)] for item, code in ends}
    steps |= {item: [breaks(kind, item)] for item, kind in exits}
    futures = submit_all(stage, executor, stage.function(steps), items)
    ask_results(stage, futures)
    ask_exception(stage, 1, futures[0])
    shut_down(stage, executor)


@in_step_two
def dying_beside(stage, executor, items, crew):
    """Of three who are at work the second one dies, and then the first; the third goes on.

    Another task begins when the second one has died. In the end three meet.
    """
    begun = {item: stage.gate(f"task {number} has begun") for number, item in enumerate(items, 1)}
    go_on = {item: stage.gate(f"task {number} may go on") for number, item in enumerate(items, 1)}
    steps = {item: [opens(begun[item]), waits(go_on[item])] for item in items}
    for item in items[:2]:
        steps[item].append(dies(9))
    met = {item: stage.gate(f"{number} of three has come") for number, item in enumerate(crew, 1)}
    steps |= {item: [opens(met[item]), *(waits(gate) for gate in met.values())] for item in crew}
    fn = stage.function(steps)
    futures = dict(zip(items, submit_all(stage, executor, fn, items), strict=True))
    first, second, third, fourth = items
    for item in (first, second, third):
        begun[item].wait()
    for item in (second, first):
        go_on[item].open()
        ask_result(stage, 1 + items.index(item), futures[item])
        begun[fourth].wait()
    for item in (fourth, third):
        go_on[item].open()
        ask_result(stage, 1 + items.index(item), futures[item])
    ask_results(stage, submit_all(stage, executor, fn, crew), 1 + len(items))
    shut_down(stage, executor)


@in_step_two
def poisoned(stage, executor, items, codes):
    """Submit a task whose argument ends who unpickles it, and one whose value ends its maker."""
    fn = stage.function(gives=[(items[1], stage.poison(codes[1]))])
    tasks = [items[0], [Bomb(stage.folder, codes[0])], items[1], items[2]]
    ask_results(stage, submit_all(stage, executor, fn, tasks))
    shut_down(stage, executor)


@in_step_two
def leaving(stage, executor, items):
    """Leave a with block by an exception, when many values are still to come."""
    stage.amplify(late_ends, LATE)
    fn = stage.function(gives=[(item, b"%04d" % item * (BULK // 4)) for item in items])
    raised = meant(LookupError("out of the block"))
    try:
        with stage.uses(), executor as entered:
            stage.tell("the same", entered is executor)
            futures = submit_all(stage, entered, fn, items)
            raise raised
    except LookupError as error:
        stage.tell("raised", error is raised)
    else:
        stage.tell("raised", False)
    after_shutdown(stage, executor, futures, items[0])
    shut_down(stage, executor)
    ask_results(stage, futures)


def after_shutdown(stage, executor, futures, item):
    """Tell what is left after shutdown(), and what comes of one more submit()."""
    stage.tell("processes", len(mp.active_children()))
    tell_done(stage, "done", futures)
    ask(stage, "submit() after shutdown()", lambda: executor.submit(abs, item))


@in_step_two
def leaving_at_once(stage, executor, items):
    """Shut down without waiting while the one worker is held, which then dies; wait later."""
    begun, release = stage.gate("the first has begun"), stage.gate("it may go on")
    steps = {items[0]: [opens(begun), waits(release), dies(9)], items[1]: [pauses(LATE)]}
    fn = stage.function(steps)
    futures = submit_all(stage, executor, fn, items)
    begun.wait()
    shut_down(stage, executor, wait=False)
    release.open()
    shut_down(stage, executor)
    after_shutdown(stage, executor, futures, items[0])
    ask_results(stage, futures)


@in_step_two
def leaving_beside(stage, executor, items):
    """Submit and shut down while a value is being rebuilt, and another thread is about to submit.

    What that thread submits is refused, or it runs.
    """
    built, begun = (
        stage.gate("a value is being rebuilt"),
        stage.gate("an argument is being pickled"),
    )
    fn = stage.function()
    first = submit(stage, executor, give_lingering, items[0], built, os.getpid())
    asking = in_a_thread(ask_result, stage, 1, first)
    built.wait()
    second = submit(stage, executor, fn, items[1])

    def submit_slowly():
        late = Hesitant(items[2], begun)
        ask(stage, "the late task", lambda: executor.submit(fn, late).result())

    thread = about_to_submit(begun, submit_slowly)
    shut_down(stage, executor)
    thread.join()
    asking.join()
    ask_result(stage, 2, second)


class Came(NamedTuple):
    """What came, or may come, of a call."""

    how: str
    what: str
    """The label of a value, the name of an exception's class; `""` is any."""
    text: str = ""
    """The label of an exception's text, `""` if any will do."""
    words: str = ""
    """A word that must be in it."""

    def __str__(self) -> str:
        naming = f" that names {self.words}" if self.words else ""
        text = f" with the text {self.text}" if self.text else ""
        return f"{self.how} {self.what or 'any exception'}{text}{naming}"


def gives(value: object) -> Came:
    """It gives a value."""
    return Came("gives", label(value))


def raised(kind: str = "", text: str | None = None) -> Came:
    """It raises an exception of a class, with a text."""
    return Came("raises", kind, "" if text is None else label(text))


def returned(kind: str, text: str) -> Came:
    """It returns such an exception."""
    return Came("returns", kind, label(text))


def naming(kind: str) -> Came:
    """It raises a RuntimeError that names a class."""
    return Came("raises", "RuntimeError", words=kind)


def outcomes(expected: Mapping[str, Sequence[Came] | Came]) -> Expectation:
    """Such came of these calls; of each one of several may."""

    def look(outcome: Outcome) -> Finding | None:
        for name, may in expected.items():
            allowed = [may] if isinstance(may, Came) else may
            came = [each for each in seen(outcome, name) if not any(fits(each, a) for a in allowed)]
            if came or not seen(outcome, name):
                told = str(came[0]) if came else "gives nothing"
                return wrong(f"{name} {told}; expected: {', or '.join(map(str, allowed))}")
        return None

    return look


def seen(outcome: Outcome, name: str) -> list[Came]:
    """Return what came of the calls of a name."""
    found = []
    for how in ("gives", "raises", "returns"):
        whole = f"{name} {how}"
        texts = [*outcome.values(f"{whole}, text"), *[""] * len(outcome.values(whole))]
        words = {e["name"]: dict(e["leaves"]) for e in outcome.of("value")}.get(f"{whole}, words")
        for what, text in zip(outcome.values(whole), texts, strict=False):
            plain = what if how == "gives" else what.strip("'")
            found.append(Came(how, plain, text, " ".join((words or {}).values())))
    return found


def fits(came: Came, allowed: Came) -> bool:
    """Is it what may come?"""
    return (
        came.how == allowed.how
        and allowed.what in ("", came.what)
        and allowed.text in ("", came.text)
        and (not allowed.words or label(allowed.words) in came.words.split())
    )


def values(items: Sequence[object], first: int = 1) -> dict[str, Came]:
    """Tasks that go well give what a Function gives."""
    return {result(n): gives(value_of("fn", item)) for n, item in enumerate(items, first)}


def in_this_order(items: Sequence[object]) -> Expectation:
    """The tasks were begun in this order."""
    expected = [label(item) for item in items]
    return lambda outcome: compare([e["item"] for e in outcome.of("work")], expected, "begun")


def in_time() -> Expectation:
    """A timeout ran out when it was over, and before very many other outcomes had come."""

    def look(outcome: Outcome) -> Finding | None:
        if outcome.values("too early"):
            return wrong(f"a timeout of {SOON} s ran out in less than that after the call")
        if outcome.values("too late"):
            return wrong(
                f"result(timeout={SOON}) had not run out when {MEANWHILE} tasks of {A_MOMENT} s "
                "each had been done after it was called"
            )
        return None

    return look


def all_done(count: int, when: str) -> Expectation:
    """All tasks were done then."""
    return expect.value("done", [True] * count, f"the list of what done() says {when}")


def no_processes() -> Expectation:
    """No process was left when shutdown() returned."""
    return expect.value("processes", 0, "the number of processes that live on after shutdown()")


def died(times: int) -> Expectation:
    """At most so often somebody died, for no task is tried again."""

    def look(outcome: Outcome) -> Finding | None:
        got = len(outcome.of("killed"))
        return (
            None
            if got <= times
            else wrong(f"{times} tasks are deadly, and workers died {got} times")
        )

    return look


def never_run() -> Expectation:
    """No task ran whose cancel() was True."""

    def look(outcome: Outcome) -> Finding | None:
        ran = {entry["item"] for entry in outcome.of("work")}
        for item in outcome.values("it never runs"):
            if item in ran:
                return wrong(f"fn({item}) ran, though cancel() of that task was True")
        return None

    return look


REFUSES = {"submit() after shutdown()": raised("RuntimeError")}


@check(EVERY, step=1)
def test_tasks(draw: Draw) -> Trial:
    """Each task is called once, in a child process, and its Future has its value."""
    items = draw.items(5)
    came = {result(number): gives(item) for number, item in enumerate(items, 1)}
    return Trial(
        giving,
        [outcomes(came), expect.worked_once(items), *shared(2)],
        {"workers": 2, "items": items},
    )


def shared(workers: int) -> list[Expectation]:
    """Child processes did the work, at most so many at once."""
    return [expect.worked_in_children(1), expect.worked_at_once(workers)]


@check(ONE, step=1)
def test_exceptions(draw: Draw) -> Trial:
    """What fn raises is what result() raises and exception() returns: the same class and text."""
    items = draw.numbers(6)
    kinds = ["KeyError", *draw.sample(["EOFError", "Empty", "StopIteration", "BrokenPipeError"], 2)]
    errors = list(zip(draw.sample(items[:-2], len(kinds)), kinds, strict=True))
    own = items[-2]
    texts = {item: (kind, message_of(kind, item)) for item, kind in errors}
    texts[own] = ("Stop", f"stopped at {own}")
    came: dict[str, Sequence[Came] | Came] = {}
    for number, item in enumerate(items, 1):
        bad = texts.get(item)
        came[result(number)] = raised(*bad) if bad else gives(value_of("fn", item))
        came[exception(number)] = returned(*bad) if bad else gives(None)
    return Trial(
        raising,
        [outcomes(came), all_done(len(items), "afterwards"), expect.worked_once(items)],
        {"workers": 2, "items": items, "errors": errors, "own": own},
    )


@check(ONE, step=1)
def test_lost_exceptions(draw: Draw) -> Trial:
    """An exception that pickle does not give back as it was becomes a RuntimeError naming it."""
    items = draw.numbers(5)
    errors = list(zip(items, ("TwoParts", "Holding", "Nested"), strict=False))
    changed = items[3]
    texts = {item: (kind, message_of(kind, item)) for item, kind in errors}
    texts[changed] = ("Changed", f"changed {changed}")
    came: dict[str, Sequence[Came] | Came] = {**values(items)}
    for number, item in enumerate(items[:4], 1):
        kind, text = texts[item]
        came[result(number)] = [naming(kind), raised(kind, text)]
    return Trial(
        losing,
        [outcomes(came), expect.worked_once(items)],
        {"workers": 2, "items": items, "errors": errors, "changed": changed},
    )


@check(ONE, step=1)
def test_values(draw: Draw) -> Trial:
    """Any value is one, an exception too; for one that cannot be pickled there is an exception."""
    odd = [draw.choice(ERRORS), draw.choice([Equal, Incomparable, Touchy])]
    given = [None, 0, ("error", 1), draw.choice([[], False]), *(kind(0) for kind in odd)]
    draw.shuffle(given)
    *items, one, other = draw.numbers(len(given) + 2)
    told = [gives(value) for value in given]
    told[2:2] = [raised()] * 3
    came = {result(number): each for number, each in enumerate(told, 1)}
    came |= {exception(n): gives(None) for n, each in enumerate(told, 1) if each != raised()}
    return Trial(
        giving_anything,
        [outcomes(came), all_done(len(told), "afterwards")],
        {"workers": 2, "values": given, "items": items, "lost": [one, other]},
    )


@check(ONE, step=1)
def test_all_workers(draw: Draw) -> Trial:
    """While one worker is busy for long the others do the rest; all work at the same time."""
    *items, one, other = draw.numbers(6)
    came = values([*items, one, other])
    return Trial(
        sharing, [outcomes(came), *shared(2)], {"workers": 2, "items": items, "pair": [one, other]}
    )


@check(ONE, waits=True, step=1)
def test_waiting(draw: Draw) -> Trial:
    """All who wait for an outcome get it, be it late; who waits uses no CPU."""
    (item,) = draw.numbers(1)
    came = {result(number): gives(value_of("fn", item)) for number in (1, 2, 3)}
    return Trial(waiting_long, [outcomes(came)], {"workers": 2, "item": item})


@check(ONE, step=1)
def test_timeouts(draw: Draw) -> Trial:
    """A timeout runs out, whatever else goes on, with TimeoutError; and one may ask again."""
    held, other = draw.numbers(2)
    came: dict[str, Sequence[Came] | Came] = {}
    for number in (0, 1):
        came[result(f"1, {number}")] = came[exception(f"1, {number}")] = raised("TimeoutError")
    for when in ("then", "again"):
        came[result(f"1, {when}")] = gives(value_of("fn", held))
    came[exception("1, again")] = gives(None)
    return Trial(
        running_out,
        [
            outcomes(came),
            in_time(),
            expect.value("done before", [False], "what done() says before there is an outcome,"),
            expect.value("done after", [True], "what done() says when there is one,"),
        ],
        {"workers": 2, "held": held, "other": other},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True, step=1)
def test_much_to_do(draw: Draw) -> Trial:
    """Submit returns at once, however much there is to do; one worker does it in order."""
    numbers = draw.numbers(MANY)
    items = [(number, bytes(LITTLE)) for number in numbers]
    given = expect.value("values", numbers, "the list of all results")
    return Trial(
        queueing,
        [given, in_this_order(items), expect.worked_at_once(1)],
        {"workers": 1, "numbers": numbers, "extra": LITTLE},
    )


@check(ONE, step=1)
def test_map(draw: Draw) -> Trial:
    """Map submits all at once, gives the values in order, and raises where that is reached."""
    items = draw.numbers(4)
    last = len(items)
    came = {f"value {n} of map()": gives(value_of("fn", item)) for n, item in enumerate(items, 1)}
    came[f"value {last} of map()"] = raised("ValueError", message_of("ValueError", items[-1]))
    return Trial(
        mapping,
        [
            outcomes(came),
            expect.worked_once(items),
            expect.value("nothing", [], "the list of what map() gives for no items"),
        ],
        {"workers": 2, "items": items},
    )


@check(ONE, step=1)
def test_threads(draw: Draw) -> Trial:
    """Several threads may submit and ask at the same time, and use two executors."""
    items = draw.numbers(5)
    return Trial(
        in_threads,
        [outcomes(values(items)), expect.worked_once(items)],
        {"workers": 2, "busy": items[3:], "items": items[:2], "elsewhere": items[2]},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True, step=1)
def test_big(draw: Draw) -> Trial:
    """Arguments and values of 5 MB come through."""
    words = [f"{number:05}" for number in draw.numbers(2)]
    came = {result(n): gives(turned(big(word))) for n, word in enumerate(words, 1)}
    return Trial(moving, [outcomes(came)], {"workers": 2, "words": words})


@check(ONE, step=2)
def test_cancel(draw: Draw) -> Trial:
    """Cancel is True, each time, until a worker is given the task; then it never runs."""
    items = draw.numbers(3)
    came: dict[str, Sequence[Came] | Came] = {**values(items), result(2): raised("CancelledError")}
    for name in (result, exception):
        for limits in (0, 1):
            came[name(f"2, cancelled, {limits}")] = raised("CancelledError")
    told = [False, True, True, False, False, True]
    meaning = "the list of what cancel() says of tasks 1, 2, 2, and in the end 1, 3, 2,"
    return Trial(
        cancelling,
        [
            expect.value("cancelled", told, meaning),
            expect.value("done", [False, True, False], "the list of what done() says then"),
            outcomes(came),
            expect.worked_once([items[0], items[2]]),
        ],
        {"workers": 1, "items": items},
    )


@check(ONE, VOLUME_TIMEOUT, volume=True, step=2)
def test_many_cancelled(draw: Draw) -> Trial:
    """Of 2,000 tasks that wait nearly all are cancelled; none of these runs, and the rest does."""
    numbers = draw.sample(range(1, 10_000), VERY_MANY)
    kept = [numbers[0], *draw.sample(numbers[1:-1], 2), numbers[-1]]
    given = draw.numbers(10)
    count = VERY_MANY - len(kept)
    return Trial(
        cancelling_many,
        [
            expect.value("cancelled", count, f"how often cancel() is True of {count} that wait"),
            outcomes(values(kept)),
            expect.worked_once(kept),
            never_run(),
        ],
        {"workers": 1, "numbers": numbers, "kept": kept, "given": given},
    )


@check(ONE, GOES_ON, step=2)
def test_deaths(draw: Draw) -> Trial:
    """Who dies in a task, however it does, is replaced; the task's outcome is WorkerDied, once."""
    items = draw.numbers(8)
    ends = list(zip(items[:-1:2], (9, 0, KILLED), strict=False))
    exits = list(zip(items[5:7], draw.sample(["SystemExit", "KeyboardInterrupt"], 2), strict=True))
    came: dict[str, Sequence[Came] | Came] = {**values(items)}
    came |= {result(1 + items.index(item)): raised("WorkerDied") for item, _ in ends}
    for item, kind in exits:
        came[result(1 + items.index(item))] = [raised(kind), raised("WorkerDied")]
    came[exception(1)] = Came("returns", "WorkerDied")
    return Trial(
        dying,
        [outcomes(came), expect.worked_once(items)],
        {"workers": 1, "items": items, "ends": ends, "exits": exits},
    )


@check(BOTH, GOES_ON, step=2)
def test_neighbours(draw: Draw) -> Trial:
    """While one dies the others go on; the dead are replaced, and all work at the same time."""
    numbers = draw.numbers(7)
    items, crew = numbers[:4], numbers[4:]
    came = values(numbers)
    came |= {result(number): raised("WorkerDied") for number in (1, 2)}
    return Trial(
        dying_beside,
        [outcomes(came), expect.worked_once(numbers), *shared(3)],
        {"workers": 3, "items": items, "crew": crew},
    )


@check(ONE, GOES_ON, step=2)
def test_deaths_in_pickling(draw: Draw) -> Trial:
    """Who dies while it unpickles an argument, or pickles a value, has died in that task."""
    items, codes = draw.numbers(3), draw.sample(range(1, 100), 2)
    good = values(items)
    came: dict[str, Sequence[Came] | Came] = {
        result(1): good[result(1)],
        result(2): [raised("WorkerDied"), Came("gives", "")],
        result(3): raised("WorkerDied"),
        result(4): good[result(3)],
    }
    return Trial(
        poisoned, [outcomes(came), died(len(codes))], {"workers": 1, "items": items, "codes": codes}
    )


@check(ONE, step=2)
def test_shutdown(draw: Draw) -> Trial:
    """A with block ends when all is done and all processes have ended; then no task is taken."""
    items = draw.numbers(4)
    big_ones = [b"%04d" % item * (BULK // 4) for item in items]
    came = {result(number): gives(value) for number, value in enumerate(big_ones, 1)}
    return Trial(
        leaving,
        [
            expect.value("the same", True, "whether `with` gives the executor"),
            expect.value("raised", True, "whether the exception comes out of the block"),
            no_processes(),
            all_done(len(items), "after the block"),
            outcomes({**REFUSES, **came}),
            expect.worked_once(items),
        ],
        {"workers": 2, "items": items},
    )


@check(ONE, GOES_ON, step=2)
def test_shutdown_at_once(draw: Draw) -> Trial:
    """With wait=False it returns at once; what was submitted still runs, though a worker dies."""
    items = draw.numbers(3)
    came = {**values(items), result(1): raised("WorkerDied"), **REFUSES}
    return Trial(
        leaving_at_once,
        [
            no_processes(),
            all_done(len(items), "after the second shutdown()"),
            outcomes(came),
            expect.worked_once(items),
        ],
        {"workers": 1, "items": items},
    )


@check(ONE, step=2)
def test_submit_beside_shutdown(draw: Draw) -> Trial:
    """What is submitted just before shutdown, or beside it, runs, or submit has refused it."""
    items = draw.numbers(3)
    came: dict[str, Sequence[Came] | Came] = {
        result(1): gives(items[0]),
        result(2): gives(value_of("fn", items[1])),
        "the late task": [gives(value_of("fn", items[2])), raised("RuntimeError")],
    }
    return Trial(leaving_beside, [outcomes(came)], {"workers": 1, "items": items})
