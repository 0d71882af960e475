"""Takes the lock of the lower account first, and all locks from the bottom up for an audit."""

from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount must be at least 1, not {amount}")
    if not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"no such account: {source} or {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    low, high = min(source, target), max(source, target)
    with locks[low], locks[high]:
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
