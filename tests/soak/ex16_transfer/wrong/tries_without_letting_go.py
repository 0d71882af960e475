# verdict: timeout @ both_ways
# Holds the lock of the source, and tries the lock of the target with pauses until it is free.
import random
import time
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with locks[source]:
        if source == target:
            return balances[source] >= amount
        while not locks[target].acquire(block=False):
            time.sleep(random.uniform(0.03, 0.09))  # out of step with the others
        try:
            if balances[source] < amount:
                return False
            balances[source] -= amount
            balances[target] += amount
            return True
        finally:
            locks[target].release()


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
