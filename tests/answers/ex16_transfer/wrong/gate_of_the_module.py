# verdict: deadlock | forbidden @ both_ways
# Collects locks in any order, behind a gate, a lock of the module that lets one collect at a time.
import multiprocessing as mp
from contextlib import ExitStack

_gate = mp.Lock()


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with ExitStack() as stack:
        with _gate:  # who waits for a second lock is alone in doing so
            stack.enter_context(locks[source])
            if target != source:
                stack.enter_context(locks[target])
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        with _gate:
            for lock in locks:
                stack.enter_context(lock)
        return list(balances)
