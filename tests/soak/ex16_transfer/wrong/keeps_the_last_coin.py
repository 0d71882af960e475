# verdict: wrong @ moves
# Refuses a transfer that would take the whole balance of the source.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    if not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"account {source} or {target} is not in range({n})")
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        if not balances[source] > amount:
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
