"""Waits for one lock holding nothing, tries the other, else lets go, pauses, and swaps the two."""

import time
from contextlib import ExitStack
from random import SystemRandom

_random = SystemRandom()  # no state that forked children could share


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not 0 <= source < n or not 0 <= target < n:
        raise ValueError(f"transfer of {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount

    first, second = source, target
    while True:
        with locks[first]:
            if locks[second].acquire(block=False):
                try:
                    if balances[source] < amount:
                        return False
                    balances[source] -= amount
                    balances[target] += amount
                    return True
                finally:
                    locks[second].release()
        # Two wake-ups a round, one here and one for the lock: 40 a second at most.
        time.sleep(_random.uniform(0.05, 0.1))
        first, second = second, first


def audit(balances, locks) -> list[int]:
    # May hold and wait, in ascending order: a transfer never waits while it holds a lock.
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
