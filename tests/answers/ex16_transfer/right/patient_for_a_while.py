"""Waits for the second lock for a random while only, then lets go, pauses, and starts anew."""

import time
from contextlib import ExitStack
from random import SystemRandom

_random = SystemRandom()


def try_transfer(balances, locks, source: int, target: int, amount: int) -> bool | None:
    """Return None if the lock of target did not come in time: nothing has happened then."""
    with locks[source]:
        if balances[source] < amount:
            return False
        if source == target:
            return True
        if not locks[target].acquire(timeout=_random.uniform(0.05, 0.15)):
            return None
        try:
            balances[source] -= amount
            balances[target] += amount
            return True
        finally:
            locks[target].release()


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    accounts = range(len(balances))
    if source not in accounts or target not in accounts:
        raise ValueError(f"accounts are 0 to {len(accounts) - 1}, not {source} and {target}")
    if amount < 1:
        raise ValueError(f"amount is {amount}")
    while True:
        done = try_transfer(balances, locks, source, target, amount)
        if done is not None:
            return done
        time.sleep(_random.uniform(0.05, 0.1))  # else it would take the lock again at once


def audit(balances, locks) -> list[int]:
    # Holds and waits, from the bottom up; a transfer in its way lets go after a while.
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
