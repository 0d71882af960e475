# verdict: busy-wait @ lock_held
# Tries both locks without waiting, lets go of the first if the second is busy, and sleeps for 1 ms.
import time
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    while True:
        with locks[source]:
            if locks[target].acquire(block=False):
                try:
                    if balances[source] < amount:
                        return False
                    balances[source] -= amount
                    balances[target] += amount
                    return True
                finally:
                    locks[target].release()
        time.sleep(0.001)  # let the others have a go


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
