"""Neither function holds a lock while it waits: it waits for a busy one, then tries the rest."""

import time
from collections.abc import Iterable
from contextlib import ExitStack
from random import SystemRandom

_random = SystemRandom()


def hold_all(locks, accounts: Iterable[int]) -> ExitStack:
    """Return an open stack that holds the locks of all accounts."""
    todo = list(dict.fromkeys(accounts))
    while True:
        with ExitStack() as stack:
            if todo:
                stack.enter_context(locks[todo[0]])  # holds nothing else meanwhile
            for place, index in enumerate(todo[1:], 1):
                if not locks[index].acquire(block=False):
                    break
                stack.callback(locks[index].release)
            else:
                return stack.pop_all()
        todo.insert(0, todo.pop(place))  # next time, wait for the one that was busy
        time.sleep(_random.uniform(0.05, 0.08))


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not {source, target}.issubset(range(n)):
        raise ValueError(f"cannot move {amount} from {source} to {target}, there are {n}")
    with hold_all(locks, (source, target)):
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with hold_all(locks, range(len(balances))):
        return list(balances)
