# verdict: wrong @ lock_held
# Takes the locks in ascending order, and withdraws as soon as it holds the lock of a lower source.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"transfer({source}, {target}, {amount}) with {n} accounts")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    if source < target:
        with locks[source]:
            if balances[source] < amount:
                return False
            balances[source] -= amount
            with locks[target]:
                balances[target] += amount
        return True
    with locks[target], locks[source]:
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
