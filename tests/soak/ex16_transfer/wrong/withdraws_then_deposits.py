# verdict: wrong @ lock_held
# Withdraws under the lock of the source, lets go, and deposits under the lock of the target.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    if source not in range(n) or target not in range(n):
        raise ValueError(f"no account {source} or {target}")
    with locks[source]:
        if balances[source] < amount:
            return False
        if source == target:
            return True
        balances[source] -= amount
    # Only one lock at a time, so nobody can wait in a circle.
    with locks[target]:
        balances[target] += amount
    return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
