# verdict: deadlock @ refused_calls
# Checks the accounts against the number of accounts, and forgets that an index can be negative.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    if source >= n or target >= n:
        raise ValueError(f"there are {n} accounts only, not {source} and {target}")
    with ExitStack() as stack:
        for account in sorted({source, target}):
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
