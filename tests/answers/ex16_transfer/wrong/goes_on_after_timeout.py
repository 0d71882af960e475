# verdict: crashed @ both_ways
# Waits for each lock for two seconds, so that nothing can stand still for ever, and then goes on.
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds: longer than any transfer takes


@contextmanager
def holding(locks, accounts: Iterable[int]) -> Iterator[None]:
    held = []
    try:
        for account in sorted(set(accounts)):
            locks[account].acquire(timeout=PATIENCE)
            held.append(locks[account])
        yield
    finally:
        for lock in reversed(held):
            lock.release()


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with holding(locks, (source, target)):
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with holding(locks, range(len(balances))):
        return list(balances)
