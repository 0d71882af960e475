# verdict: wrong @ refused_calls
# Checks source and amount at once, and the target only when there is something to give to it.
from contextlib import ExitStack


def ordered(locks, source: int, target: int) -> list:
    return [locks[account] for account in sorted({source, target})]


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or source not in range(n):
        raise ValueError(f"cannot take {amount} from {source}")
    with locks[source]:
        if balances[source] < amount:
            return False
    if target not in range(n):
        raise ValueError(f"cannot give to {target}")
    with ExitStack() as stack:
        for lock in ordered(locks, source, target):
            stack.enter_context(lock)
        if balances[source] < amount:  # may have changed since
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
