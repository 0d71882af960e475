# verdict: crashed @ both_ways
# Tries for the second lock while it holds the first, and in any case releases both before a pause.
import random
import time
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or source not in range(n) or target not in range(n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    while True:
        locks[source].acquire()
        try:
            if locks[target].acquire(block=False):
                if balances[source] < amount:
                    return False
                balances[source] -= amount
                balances[target] += amount
                return True
        finally:
            locks[target].release()
            locks[source].release()
        time.sleep(random.uniform(0.05, 0.1))


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
