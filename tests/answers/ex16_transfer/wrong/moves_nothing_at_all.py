# verdict: wrong @ refused_calls
# Refuses negative amounts only, and takes 0 for a transfer that always succeeds.
from contextlib import ExitStack


def check(n: int, source: int, target: int, amount: int) -> None:
    if amount < 0:
        raise ValueError(f"amount {amount} is negative")
    if not 0 <= source < n:
        raise ValueError(f"no account {source} to take from")
    if not 0 <= target < n:
        raise ValueError(f"no account {target} to give to")


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    check(len(balances), source, target, amount)
    accounts = sorted({source, target})
    with ExitStack() as stack:
        for account in accounts:
            stack.enter_context(locks[account])
        if balances[source] < amount:
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
