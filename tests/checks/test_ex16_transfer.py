"""What moving money between accounts must do."""

import importlib
import multiprocessing as mp
from multiprocessing.sharedctypes import RawArray

from examiner import expect
from examiner.expect.findings import wrong
from examiner.facts.labels import label
from examiner.facts.outcome import Outcome
from examiner.facts.verdicts import Finding, Verdict
from examiner.facts.worlds import CALLER
from examiner.spec import EVERY, ONE, VOLUME_TIMEOUT, Draw, Expectation, Trial, check
from examiner.stage.amplifiers.meet_at_locks import meet_at_locks
from examiner.stage.amplifiers.overtake_readers import overtake_readers
from examiner.stage.amplifiers.short_timeouts import short_timeouts
from examiner.stage.props import Shuffled, quiet
from examiner.stage.scene import Stage

CONTRACT = {
    "transfer": ["balances", "locks", "source", "target", "amount"],
    "audit": ["balances", "locks"],
}
WORLDS = {"data": "it moves integers", "returns": "it has no callback", "caller": CALLER}
CELLS: dict[str, tuple[str, ...] | str] = {
    "raises": "it has no callback",
    "death": "nobody dies inside: the contract has no death in it",
    "time": ("lock_held",),
    "scale: none": "there is at least one account, and one amount to move",
    "scale: one": ("other_banks",),
    "scale: few": "it has no workers of its own: whoever calls it works",
    "scale: many": ("many_moves",),
    "scale: big": "it moves integers in shared memory, and sends nothing",
    "crew: together": ("lock_held", "many_moves"),
    "crew: slow": ("lock_held",),
    "start: again": ("other_banks", "refused_calls"),
}

HUGE = 2**64
"""More than a balance can hold."""

APART = 8
"""Numbers that far apart are the same to a small set: its order is that in which they came."""

AUDITS = 30
"""How often all balances are looked at while money moves."""


def bank(balances):
    """Return shared balances, and a lock for each."""
    return RawArray("q", balances), Shuffled(mp.Lock() for _ in balances)


def calling(stage: Stage, balances, moves):
    """Call the answer for each of these moves, then audit."""
    shared, locks = bank(balances)
    for move in moves:
        stage.call("transfer", shared, locks, *move)
    stage.call("audit", shared, locks)
    stage.tell("balances", list(shared))


def in_other_banks(stage: Stage, banks):
    """Move money within one bank, then within the next; each has its own number of accounts."""
    for balances, move in banks:
        shared, locks = bank(balances)
        stage.call("transfer", shared, locks, *move)
        stage.call("audit", shared, locks)


def at_once(stage: Stage, balances, moves):
    """One process a move; all of them are to have a lock before one of them takes a second one."""
    stage.amplify(meet_at_locks, len(moves))
    together(stage, balances, moves)


def overtaken(stage: Stage, balances, moves):
    """One process a move; who reads a balance is overtaken before it writes."""
    stage.amplify(overtake_readers, len(moves))
    together(stage, balances, moves)


def together(stage: Stage, balances, moves):
    """One process a move."""
    shared, locks = bank(balances)
    movers = [mover(stage, shared, locks, move) for move in moves]
    for process in movers:
        process.join()
    stage.tell("balances", list(shared))


def mover(stage: Stage, shared, locks, move, name="mover"):
    """Start a process that moves money."""
    process = mp.Process(target=stage.answer("transfer"), args=(shared, locks, *move), name=name)
    process.start()
    return process


def auditor(stage: Stage, shared, locks):
    """Start a process that looks at all balances."""
    process = mp.Process(target=stage.answer("audit"), args=(shared, locks), name="auditor")
    process.start()
    return process


def while_held(stage: Stage, balances, held, moves, strangers):
    """Hold some locks; nobody can move what they guard, and strangers can move the rest."""
    stage.amplify(short_timeouts)
    shared, locks = bank(balances)
    for account in held:
        locks[account].acquire()
    movers = [mover(stage, shared, locks, move) for move in moves]
    quiet(stage.folder)
    stage.tell("meanwhile", list(shared))
    mover(stage, shared, locks, strangers, "stranger").join()
    for account in held:
        locks[account].release()
    for process in movers:
        process.join()
    stage.tell("balances", list(shared))


def while_changed(stage: Stage, balances, account, move):
    """Take all from a balance, under its lock, while others read it; put it back, and let go."""
    shared, locks = bank(balances)
    with locks[account]:
        shared[account] -= balances[account]
        crew = [auditor(stage, shared, locks), mover(stage, shared, locks, move)]
        quiet(stage.folder)
        shared[account] += balances[account]
    for process in crew:
        process.join()


def audits_in_between(stage: Stage, banks):
    """In each bank an audit waits for a held lock; then money moves between other accounts."""
    made = [(*bank(balances), held, move) for balances, held, move in banks]
    for _, locks, held, _ in made:
        locks[held].acquire()
    crew = [auditor(stage, shared, locks) for shared, locks, _, _ in made]
    quiet(stage.folder)
    crew += [mover(stage, shared, locks, move) for shared, locks, _, move in made]
    quiet(stage.folder)
    for _, locks, held, _ in made:
        locks[held].release()
    for process in crew:
        process.join()


def auditing(stage: Stage, balances, move):
    """One audits, another one moves; both are to have a lock before one takes a second one."""
    stage.amplify(meet_at_locks, 2)
    shared, locks = bank(balances)
    crew = [auditor(stage, shared, locks), mover(stage, shared, locks, move)]
    for process in crew:
        process.join()


def moving_on(stage: Stage, balances, moves):
    """One process a list of moves, each read and write of a balance is slow; one audits all along.

    What they return is not told one by one.
    """
    stage.amplify(overtake_readers, len(moves) + 1)
    shared, locks = bank(balances)
    crew = [
        mp.Process(
            target=move_all, args=(stage.answer("transfer"), shared, locks, each), name="mover"
        )
        for each in moves
    ]
    crew.append(mp.Process(target=audit_all, args=(stage, stage.answer("audit"), shared, locks)))
    for process in crew:
        process.start()
    for process in crew:
        process.join()
    stage.tell("balances", list(shared))


def move_all(transfer, shared, locks, moves):
    """Make the last of the moves as any, and those before without telling of each."""
    *others, last = moves
    for move in others:
        getattr(importlib.import_module(transfer.module), transfer.function)(shared, locks, *move)
    transfer(shared, locks, *last)


def audit_all(stage, audit, shared, locks):
    """Audit again and again; tell which sums were seen."""
    function = getattr(importlib.import_module(audit.module), audit.function)
    sums = {sum(function(shared, locks)) for _ in range(AUDITS)}
    stage.tell("sums", sorted(sums))


def after(balances: list[int], moves: list[tuple[int, int, int]]) -> list[int]:
    """Return what these moves leave, if all of them can be."""
    left = list(balances)
    for source, target, amount in moves:
        left[source] -= amount
        left[target] += amount
    return left


def left(balances: list[int], what: str = "what is left of the balances") -> Expectation:
    return expect.value("balances", balances, what)


def answers(*expected: object) -> Expectation:
    """The calls, in whichever order, returned these values."""
    wanted = sorted(map(label, expected))

    def look(outcome: Outcome) -> Finding | None:
        got = sorted(entry["value"] for entry in outcome.answered("return"))
        if got == wanted:
            return None
        return wrong(
            f"the calls returned {', '.join(got) or 'nothing'}; expected {', '.join(wanted)}"
        )

    return look


def one_of(*expected: list[int]) -> Expectation:
    """Each audit returned one of these."""
    wanted = list(map(label, expected))

    def look(outcome: Outcome) -> Finding | None:
        for entry in outcome.answered("return"):
            if entry["function"] == "audit" and entry["value"] not in wanted:
                return wrong(
                    f"audit() returned {entry['value']}; at no moment were the balances so: they "
                    f"were {', then '.join(dict.fromkeys(wanted))}"
                )
        return None

    return look


def moved() -> Expectation:
    """Whoever moved money was told so."""

    def look(outcome: Outcome) -> Finding | None:
        if any(entry["value"] == "False" for entry in outcome.answered("return")):
            return wrong("transfer() returned False, and there was enough in the account")
        return None

    return look


def no_lock_of_its_own() -> Expectation:
    """All that it takes are the locks that it is given."""

    def look(outcome: Outcome) -> Finding | None:
        if any(outcome.is_answer(entry["place"][0]) for entry in outcome.of("semaphore")):
            return Finding(Verdict.FORBIDDEN, "it makes a lock of its own")
        return None

    return look


@check(ONE)
def test_moves(draw: Draw) -> Trial:
    """Money moves to the other account if there is enough of it, else nothing changes."""
    a, b, c = draw.sample(range(20, 90), 3)
    moves = [(0, 2, a), (0, 2, 1), (2, 1, c + a + 1), (1, 0, HUGE + b), (2, 0, c), (1, 2, 3)]
    balances = [c, b - 3, a + 3]
    returned = expect.returned_in_turn([True, False, False, False, True, True, balances])
    return Trial(calling, [returned, left(balances)], {"balances": [a, b, c], "moves": moves})


@check(EVERY)
def test_both_ways(draw: Draw) -> Trial:
    """Two processes move money between the same accounts, one there and one back."""
    balances = draw.numbers(APART + 2)
    first = draw.randrange(2)
    moves = [(first, first + APART, 3), (first + APART, first, 1)]
    balances[first] += 3
    balances[first + APART] += 1
    ended = left(after(balances, moves))
    alone = [no_lock_of_its_own(), expect.started_nothing()]
    inputs = {"balances": balances, "moves": moves}
    return Trial(at_once, [answers(True, True), ended, *alone], inputs)


@check(ONE)
def test_ring(draw: Draw) -> Trial:
    """Three processes move money in a circle."""
    balances = [number + 9 for number in draw.numbers(3)]
    ring = draw.sample(range(3), 3)
    moves = [(ring[n], ring[(n + 1) % 3], n + 1) for n in range(3)]
    ended = left(after(balances, moves))
    return Trial(
        at_once, [answers(True, True, True), ended], {"balances": balances, "moves": moves}
    )


@check(ONE)
def test_same_account(draw: Draw) -> Trial:
    """From an account to itself: the same answers, and nothing changes."""
    balances = draw.numbers(3)
    moves = [(1, 1, balances[1]), (1, 1, balances[1] + 1), (2, 2, 1)]
    returned = expect.returned_in_turn([True, False, True, balances])
    return Trial(calling, [returned, left(balances)], {"balances": balances, "moves": moves})


@check(ONE)
def test_refused_calls(draw: Draw) -> Trial:
    """An amount below 1, or no such account: a ValueError, no change, and no lock is kept."""
    balances = draw.numbers(3)
    much = sum(balances) + draw.randint(1, 9)
    moves = [
        (0, 1, 0), (0, 1, -1), (1, 1, 0), (-1, 0, 1), (0, -1, 1), (-3, -3, 1), (0, 3, 1), (3, 0, 1),
        (0, 3, much), (-2, 1, much), (7, 7, 1),
    ]  # fmt: skip
    raised = expect.raised_in_turn(["ValueError"] * len(moves))
    return Trial(
        calling, [raised, expect.returned(balances), left(balances)],
        {"balances": balances, "moves": moves}, may_raise=True,
    )  # fmt: skip


@check(ONE)
def test_spent_once(draw: Draw) -> Trial:
    """Two processes spend the same money: one of them gets it."""
    balances = draw.numbers(3)
    source, *others = draw.sample(range(3), 3)
    amount = balances[source] // 2 + 1
    moves = [(source, target, amount) for target in others]
    inputs = {"balances": balances, "moves": moves}
    ends = [after(balances, [move]) for move in moves]
    return Trial(overtaken, [answers(True, False), either_left(*ends)], inputs)


def either_left(*expected: list[int]) -> Expectation:
    """One of these is what is left of the balances."""
    wanted = list(map(label, expected))

    def look(outcome: Outcome) -> Finding | None:
        (got,) = outcome.values("balances") or ["missing"]
        if got in wanted:
            return None
        return wrong(f"what is left of the balances is {got}, expected {' or '.join(wanted)}")

    return look


@check(ONE)
def test_shared_target(draw: Draw) -> Trial:
    """Several processes move money to the same account, and nothing is lost."""
    balances = [number + 9 for number in draw.numbers(4)]
    target, *sources = draw.sample(range(4), 4)
    moves = [(source, target, n + 1) for n, source in enumerate(sources)]
    ended = left(after(balances, moves))
    return Trial(
        overtaken, [answers(True, True, True), ended], {"balances": balances, "moves": moves}
    )


@check(ONE, waits=True)
def test_lock_held(draw: Draw) -> Trial:
    """While one lock is held no money moves, be it for long; strangers go on."""
    balances = [number + 9 for number in draw.numbers(10)]
    held = [1, 3, 4, 6]
    moves = [(0, 1, 2), (3, 2, 3), (5, 4, 4), (6, 7, 5)]
    strangers = draw.choice([(8, 9, 6), (9, 8, 6)])
    meanwhile = expect.value("meanwhile", balances, "the list of balances while locks are held")
    ended = left(after(balances, [*moves, strangers]))
    return Trial(
        while_held, [meanwhile, answers(*[True] * 5), ended],
        {"balances": balances, "held": held, "moves": moves, "strangers": strangers},
    )  # fmt: skip


@check(ONE, waits=True)
def test_balance_held(draw: Draw) -> Trial:
    """Nobody looks at a balance whose lock is held by somebody else."""
    balances = draw.numbers(4)
    account, target = draw.sample(range(4), 2)
    move = (account, target, balances[account])
    seen = one_of(balances, after(balances, [move]))
    inputs = {"balances": balances, "account": account, "move": move}
    return Trial(while_changed, [moved(), seen], inputs)


@check(ONE)
def test_audit_beside_transfer(draw: Draw) -> Trial:
    """An audit and a transfer begin at the same time, and both come to an end."""
    balances = [number + 9 for number in draw.numbers(4)]
    move = draw.choice([(0, 3, 2), (3, 0, 2)])
    return Trial(auditing, [moved()], {"balances": balances, "move": move})


@check(ONE, waits=True)
def test_audit_in_between(draw: Draw) -> Trial:
    """An audit returns the balances of one moment, though money moves while it waits."""
    one, two = ([number + 9 for number in draw.numbers(4)] for _ in range(2))
    banks = [(one, 2, (0, 3, 5)), (two, 1, (3, 0, 7))]
    seen = [each for balances, _, move in banks for each in (balances, after(balances, [move]))]
    return Trial(audits_in_between, [one_of(*seen)], {"banks": banks})


@check(ONE, VOLUME_TIMEOUT, volume=True)
def test_many_moves(draw: Draw) -> Trial:
    """Whatever moves meanwhile, each audit has the same sum, and nothing is lost."""
    balances = [number + 9_000 for number in draw.numbers(5)]
    moves = [[(*draw.sample(range(5), 2), draw.randint(1, 9)) for _ in range(30)] for _ in range(3)]
    sums = expect.value("sums", [sum(balances)], "the list of the sums that audits had")
    ended = left(after(balances, [move for each in moves for move in each]))
    return Trial(moving_on, [sums, ended], {"balances": balances, "moves": moves})


@check(ONE)
def test_other_banks(draw: Draw) -> Trial:
    """It can be called again with another bank, also with one of a single account."""
    banks = []
    expected: list[object] = []
    for accounts in (3, 1, 2, 4):
        balances = draw.numbers(accounts)
        move = (accounts - 1, 0, balances[-1])
        banks.append((balances, move))
        expected += [True, after(balances, [move])]
    return Trial(in_other_banks, [expect.returned_in_turn(expected)], {"banks": banks})
