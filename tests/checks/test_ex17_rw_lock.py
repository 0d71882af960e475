"""What a lock for many readers or one writer must do."""

import gc
import multiprocessing as mp
import threading
import time
from functools import wraps
from multiprocessing.synchronize import SemLock

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.log import Entry
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER
from examiner.spec import EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.late_at_events import late_at_events
from examiner.stage.amplifiers.meet_at_locks import meet_at_locks
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import quiet
from examiner.stage.recorder import recorder
from examiner.stage.scene import Stage
from examiner.stage.where import meant, passes_on

CONTRACT: dict[str, list[str]] = {"RWLock": [], "RWLock.read": [], "RWLock.write": []}
WORLDS = {"data": "no data pass it", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "time": ("writer_first", "writer_alone"),
    "raises: an exception": ("exceptions",),
    "raises: a well-known one": ("exceptions",),
    "raises: unpicklable": "what is raised inside is not sent anywhere",
    "raises: an exit": ("exceptions",),
    "death": "nobody is killed while it waits or is inside: the contract has no death in it",
    "scale: none": "a lock that nobody asks for lets nobody in",
    "scale: one": ("asking_is_entering",),
    "scale: few": "it has no workers of its own",
    "scale: many": ("forty_readers", "again_and_again"),
    "scale: big": "no data pass it",
    "crew: together": ("readers_meet", "forty_readers"),
    "crew: slow": ("first_reader_leaves",),
    "start: again": ("two_locks", "again_and_again"),
}

READ, WRITE = "read", "write"

NAMES = {READ: "reader", WRITE: "writer"}

REST = 0.2
"""Seconds that somebody stays inside, so that who comes in wrongly is seen."""

PAUSE = 1.1
"""The same beside a quiet pause, which it outlasts."""

ERRORS = (ValueError, StopIteration, KeyboardInterrupt, SystemExit, GeneratorExit, EOFError)
"""What may be raised by who is inside."""


def visit(stage, lock, kind, inside=None, until=(), rest=0.0):
    """Enter once; open a gate inside, wait there for others, rest, and leave."""
    before = threading.enumerate()
    with stage.uses(), getattr(lock, kind)():
        threads = [thread.name for thread in threading.enumerate() if thread not in before]
        if threads:
            stage.tell("threads", threads)
        stay(stage, kind, inside, until, rest)


def stay(stage, kind, inside=None, until=(), rest=0.0):
    """Tell that this process is inside, wait there for some gates, tell that it leaves now.

    A rest is for those who come in though they may not: they have the time to be seen.
    """
    log = recorder(stage.folder).log
    log("work", name=kind, item=mp.current_process().name)
    if inside is not None:
        inside.open()
    for gate in until:
        gate.wait()
    time.sleep(rest)
    log("worked", name=kind, item=mp.current_process().name)


def visitor(stage: Stage, lock, kind, inside=None, until=(), rest=0.0, name=""):
    """Start a process that enters once."""
    arguments = (stage, lock, kind, inside, until, rest)
    return crew_member(stage, visit, arguments, name or NAMES[kind])


def crew_member(stage: Stage, target, arguments, name=None):
    """Start a process that is given the lock."""
    process = mp.Process(target=target, args=arguments, name=name)
    stage.start(process)
    return process


def visit_in_a_thread(*arguments):
    """Enter once, in a thread that is not the main one."""
    thread = threading.Thread(target=passes_on(visit), args=arguments)
    thread.start()
    thread.join()


def join(crew):
    """Wait until all have ended."""
    for process in crew:
        process.join()


def gates_inside(stage, readers):
    """Return a gate for each of so many readers, which it opens inside."""
    return [stage.gate(f"reader {number} is inside") for number in range(1, readers + 1)]


def meet(stage, lock, readers):
    """Let so many readers stay inside until all of them are."""
    gates = gates_inside(stage, readers)
    join([visitor(stage, lock, READ, gate, gates) for gate in gates])


def with_a_lock(play):
    """Make a scene of a function that plays with a lock: the lock is dropped when it returns."""

    @wraps(play)
    def scene(stage, **inputs):
        stage.using(lambda lock: play(stage, lock, **inputs), "RWLock")

    return scene


@with_a_lock
def meeting(stage, lock, readers):
    """Readers stay inside until all of them are; then a writer enters.

    Whoever reads something shared is overtaken by the others before it writes.
    """
    stage.amplify(overtake_readers, readers)
    meet(stage, lock, readers)
    visitor(stage, lock, WRITE).join()


@with_a_lock
def writer_inside(stage, lock, kinds):
    """While a writer is inside some others ask; it leaves when all of them have been asleep."""
    stage.amplify(short_timeouts)
    inside, over = stage.gate("the first is inside"), stage.gate("all have asked")
    first = visitor(stage, lock, WRITE, inside, [over], name="first")
    inside.wait()
    crew = [visitor(stage, lock, kind) for kind in kinds]
    quiet(stage.folder)
    over.open()
    join([first, *crew])


@with_a_lock
def waiting_in_line(stage, lock, kinds):
    """Some ask while a writer is inside; each of them stays for a while when it gets in.

    Those who clear an event do so when the writer has left.
    """
    stage.amplify(late_at_events, 3 * REST)
    inside = stage.gate("the first is inside")
    first = visitor(stage, lock, WRITE, inside, rest=2 * REST, name="first")
    inside.wait()
    join([first, *(visitor(stage, lock, kind, rest=REST) for kind in kinds)])


@with_a_lock
def on_the_way(stage, lock):
    """A reader asks, and whatever lets it through, it is slow; then a writer asks."""
    stage.amplify(late_at_events, 0, 3 * PAUSE / 2)
    reader = visitor(stage, lock, READ)
    quiet(stage.folder)
    join([reader, visitor(stage, lock, WRITE, rest=PAUSE)])


@with_a_lock
def writer_waits(stage, lock, readers):
    """A writer waits for readers who are inside; then another reader asks."""
    stage.amplify(short_timeouts)
    over = stage.gate("all have asked")
    gates = gates_inside(stage, readers)
    crew = [visitor(stage, lock, READ, gate, [over], name="early") for gate in gates]
    for gate in gates:
        gate.wait()
    crew.append(visitor(stage, lock, WRITE))
    quiet(stage.folder)
    crew.append(visitor(stage, lock, READ, name="late"))
    quiet(stage.folder)
    over.open()
    join(crew)


@with_a_lock
def leaving_in_turn(stage, lock):
    """Of two readers the first one leaves first; the other goes on until a writer waits."""
    gates = [
        stage.gate(name)
        for name in (
            "the first is inside",
            "the second is inside",
            "both have been inside",
            "a writer has asked",
        )
    ]
    first = visitor(stage, lock, READ, gates[0], [gates[2]], name="first")
    gates[0].wait()
    second = visitor(stage, lock, READ, gates[1], [gates[3]], name="second")
    gates[1].wait()
    writer = visitor(stage, lock, WRITE)
    gates[2].open()
    first.join()
    quiet(stage.folder)
    gates[3].open()
    join([second, writer])


@with_a_lock
def crossing(stage, lock, kinds):
    """All ask at the same time; who has something meets the others before it takes more."""
    stage.amplify(meet_at_locks, len(kinds))
    join([visitor(stage, lock, kind) for kind in kinds])


@with_a_lock
def raising(stage, lock, kinds):
    """One process leaves by exceptions, again and again; then others enter."""
    crew_member(stage, leave_by_errors, (stage, lock, kinds), "raising").join()
    join([visitor(stage, lock, kind) for kind in (WRITE, READ)])


def leave_by_errors(stage, lock, kinds):
    """Leave by each of the exceptions; tell those that do not come out."""
    swallowed = []
    for kind in kinds:
        for error in ERRORS:
            raised = meant(error("its own"))
            try:
                with stage.uses(), getattr(lock, kind)():
                    stay(stage, kind)
                    raise raised
            except BaseException as caught:
                if caught is not raised:
                    raise
            else:
                swallowed.append(error.__name__)
    stage.tell("swallowed", swallowed)


@with_a_lock
def not_entered(stage, lock):
    """One process has a context manager of each kind, and enters none for now.

    It enters the older one beside another reader, who stays until it has.
    """
    made, others_over, inside = (
        stage.gate(name) for name in ("both are made", "a reader is inside", "slow is inside")
    )
    slow = crew_member(stage, make_and_wait, (stage, lock, made, others_over, inside), "slow")
    made.wait()
    for kind in (READ, WRITE):
        visitor(stage, lock, kind).join()
    join([visitor(stage, lock, READ, others_over, [inside]), slow])


def make_and_wait(stage, lock, made, over, inside):
    """Make context managers; enter them later, one after the other."""
    with stage.uses():
        reading, writing = lock.read(), lock.write()
    made.open()
    over.wait()
    with stage.uses(), reading:
        stay(stage, READ, inside)
    with stage.uses(), writing:
        stay(stage, WRITE)


@with_a_lock
def with_two_locks(stage, lock):
    """Two locks are used at the same time."""
    stage.using(lambda other: beside_a_writer(stage, lock, other), "RWLock")


def beside_a_writer(stage, lock, other):
    """While a writer is inside one lock, others get into the other one."""
    inside, over = stage.gate("the first is inside"), stage.gate("the others have been inside")
    first = visitor(stage, lock, WRITE, inside, [over], name="first")
    inside.wait()
    for kind in (WRITE, READ):
        visitor(stage, other, kind, name="other").join()
    over.open()
    first.join()


@with_a_lock
def leaving_a_child(stage, lock):
    """A reader starts a process while it is inside, and leaves; its child lives on."""
    left, over = stage.gate("parent has left"), stage.gate("a writer has been inside")
    parent = crew_member(stage, start_inside, (stage, lock, left, over), "parent")
    left.wait()
    visitor(stage, lock, WRITE).join()
    over.open()
    parent.join()


def start_inside(stage, lock, left, over):
    """Start a process inside, leave, and join it when a writer has been inside."""
    with stage.uses(), lock.read():
        child = mp.Process(target=over.wait, name="child")
        child.start()
        stay(stage, READ)
    left.open()
    child.join()


@with_a_lock
def in_threads(stage, lock):
    """Each process uses the lock in one thread, which is not its main one."""
    for kind in (WRITE, READ, WRITE):
        crew_member(stage, visit_in_a_thread, (stage, lock, kind), NAMES[kind]).join()


@with_a_lock
def many_readers(stage, lock, readers):
    """Many readers meet inside, after some that have been there one by one."""
    for _ in range(3):
        visitor(stage, lock, READ).join()
    meet(stage, lock, readers)


def used_up(stage: Stage, locks):
    """Make some locks, use each and drop it; tell how many semaphores are left."""
    before = semaphores()
    for _ in range(locks):
        stage.using(lambda lock: visitor(stage, lock, READ).join(), "RWLock")
    stage.tell("semaphores", semaphores() - before)


def semaphores():
    """Return how many locks, semaphores and the like this process has."""
    gc.collect()
    return sum(isinstance(thing, SemLock) for thing in gc.get_objects())


@with_a_lock
def many_times(stage, lock, plans):
    """Processes enter again and again; each writer adds to two numbers that readers look at."""
    numbers = mp.RawArray("q", 2)
    join([crew_member(stage, enter_all, (stage, lock, numbers, plan)) for plan in plans])
    stage.tell("numbers", list(numbers))


def enter_all(stage, lock, numbers, plan):
    """Enter as planned; tell what is seen of a write that is half done."""
    for kind in plan:
        with stage.uses(), getattr(lock, kind)():
            first, second = numbers
            if first != second:
                stage.tell("half", [first, second])
            if kind == WRITE:
                numbers[0] = first + 1
                numbers[1] = second + 1


def visits(outcome: Outcome, *kinds: str) -> list[Entry]:
    """Return the entries of these kinds that tell of somebody inside."""
    return [entry for entry in outcome.of(*kinds) if entry["name"] in (READ, WRITE)]


def apart() -> Expectation:
    """No writer was inside together with anybody else."""

    def look(outcome: Outcome) -> Finding | None:
        inside: dict[int, str] = {}
        for entry in visits(outcome, "work", "worked"):
            if entry["kind"] == "worked":
                del inside[entry["pid"]]
                continue
            others = [pid for pid, kind in inside.items() if WRITE in (kind, entry["name"])]
            if others:
                one, two = outcome.role(entry["pid"]), outcome.role(others[0])
                return wrong(
                    f"{one} was inside to {entry['name']} while {two} was inside to "
                    f"{inside[others[0]]}"
                )
            inside[entry["pid"]] = entry["name"]
        return None

    return look


def entered(count: int) -> Expectation:
    """They entered so many times in all."""

    def look(outcome: Outcome) -> Finding | None:
        got = len(visits(outcome, "work"))
        return None if got == count else wrong(f"{got} of {count} times somebody got in")

    return look


def before(first: str, second: str) -> Expectation:
    """Of two processes, known by their names, the first got in before the second."""

    def look(outcome: Outcome) -> Finding | None:
        order = [entry["item"] for entry in visits(outcome, "work")]
        if [name for name in order if name in (first, second)][:1] != [second]:
            return None
        return wrong(f"{second} asked while {first} waited, and got in before it")

    return look


def no_threads() -> Expectation:
    """No process had more threads inside than before."""

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.of("value"):
            if entry["name"] == "threads":
                who = outcome.role(entry["pid"])
                return Finding(Verdict.FORBIDDEN, f"{who} starts a thread: {entry['value']}")
        return None

    return look


def no_semaphores(locks: int) -> Expectation:
    """No semaphore was left of so many locks."""

    def look(outcome: Outcome) -> Finding | None:
        (left,) = outcome.values("semaphores") or ["0"]
        if left == "0":
            return None
        return Finding(
            Verdict.LEAKED, f"{left} semaphores are still there of {locks} locks no longer used"
        )

    return look


def nothing_half() -> Expectation:
    """Nobody saw a write half done."""

    def look(outcome: Outcome) -> Finding | None:
        for seen in outcome.values("half"):
            return wrong(f"somebody who was inside saw {seen}: a writer was half done with it")
        return None

    return look


@check(EVERY)
def test_readers_meet(draw: Draw) -> Trial:
    """Any number of readers are inside together; when they have left a writer gets in."""
    readers = draw.randint(3, 4)
    alone = [expect.started_nothing(*NAMES.values()), no_threads()]
    return Trial(meeting, [apart(), entered(readers + 1), *alone], {"readers": readers})


@check(ONE)
def test_at_once(draw: Draw) -> Trial:
    """Writers and readers may ask at the same moment, and all of them get in."""
    kinds = draw.choice([[WRITE, WRITE], [WRITE, WRITE, READ], [READ, WRITE, WRITE]])
    return Trial(crossing, [apart(), entered(len(kinds))], {"kinds": kinds})


@check(ONE)
def test_one_by_one(draw: Draw) -> Trial:
    """Those who have waited for a writer get in one by one, or as readers together."""
    kinds = draw.choice([[WRITE, WRITE, READ], [WRITE, READ, WRITE], [READ, WRITE, WRITE]])
    return Trial(waiting_in_line, [apart(), entered(4)], {"kinds": kinds})


@check(ONE, waits=True)
def test_slow_reader(draw: Draw) -> Trial:
    """A writer is inside alone, however long a reader takes to get in."""
    return Trial(on_the_way, [apart(), entered(2)])


@check(EVERY, waits=True)
def test_writer_alone(draw: Draw) -> Trial:
    """While a writer is inside all others wait, and use no CPU; then all of them get in."""
    kinds = draw.choice([[READ, READ, WRITE, WRITE], [WRITE, READ, WRITE, READ]])
    return Trial(writer_inside, [apart(), entered(5)], {"kinds": kinds})


@check(ONE, waits=True)
def test_first_reader_leaves(draw: Draw) -> Trial:
    """A reader may leave before those who came after it; the writer waits for the last one."""
    return Trial(leaving_in_turn, [apart(), entered(3), before("second", "writer")])


@check(ONE, waits=True)
def test_writer_first(draw: Draw) -> Trial:
    """A reader who asks while a writer waits gets in after the writer."""
    readers = draw.randint(1, 2)
    return Trial(
        writer_waits, [apart(), entered(readers + 2), before("writer", "late")],
        {"readers": readers},
    )  # fmt: skip


@check(ONE)
def test_exceptions(draw: Draw) -> Trial:
    """Who leaves by an exception has left, and the exception goes on."""
    kinds = draw.sample([READ, WRITE], 2)
    swallowed = expect.value("swallowed", [], "the list of exceptions that did not come out")
    return Trial(
        raising, [swallowed, apart(), entered(len(kinds) * len(ERRORS) + 2)], {"kinds": kinds}
    )


@check(ONE)
def test_asking_is_entering(draw: Draw) -> Trial:
    """Only who enters a context manager asks: one that is made and not entered stops nobody."""
    return Trial(not_entered, [apart(), entered(5)])


@check(ONE)
def test_two_locks(draw: Draw) -> Trial:
    """Two locks have nothing to do with each other."""
    return Trial(with_two_locks, [entered(3)])


@check(ONE)
def test_child_of_a_reader(draw: Draw) -> Trial:
    """Who has left is no longer inside, though a process that it started there lives on."""
    return Trial(leaving_a_child, [apart(), entered(2)])


@check(ONE)
def test_in_a_thread(draw: Draw) -> Trial:
    """A process may use the lock in a thread that is not its main one."""
    return Trial(in_threads, [apart(), entered(3)])


@check(EVERY)
def test_dropped(draw: Draw) -> Trial:
    """Nothing is left of a lock that is no longer used."""
    locks = draw.randint(2, 3)
    return Trial(used_up, [no_semaphores(locks), entered(locks)], {"locks": locks})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_forty_readers(draw: Draw) -> Trial:
    """Forty readers are inside at the same time."""
    return Trial(many_readers, [apart(), entered(43)], {"readers": 40})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_again_and_again(draw: Draw) -> Trial:
    """Several processes enter a hundred times each, and no writer's work is lost."""
    plans = [draw.choices([READ, WRITE], [3, 1 + n], k=100) for n in range(4)]
    writes = sum(plan.count(WRITE) for plan in plans)
    total = expect.value("numbers", [writes] * 2, "the list of two numbers that writers count up")
    return Trial(many_times, [nothing_half(), total], {"plans": plans})
