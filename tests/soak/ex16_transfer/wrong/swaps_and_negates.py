# verdict: wrong @ moves
# Turns a transfer downwards into a negative transfer upwards, so that the order is always the same.
from contextlib import ExitStack


def move(balances, locks, low: int, high: int, amount: int) -> bool:
    with locks[low], locks[high]:
        if balances[low] < amount:
            return False
        balances[low] -= amount
        balances[high] += amount
        return True


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    if source < target:
        return move(balances, locks, source, target, amount)
    return move(balances, locks, target, source, -amount)


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
