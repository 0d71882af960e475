# verdict: deadlock @ audit_beside_transfer
# Takes the two locks of a transfer from the bottom up, and those of an audit from the top down.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"bad transfer: {source}, {target}, {amount}")
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
    waiting = list(locks)
    with ExitStack() as stack:
        while waiting:
            stack.enter_context(waiting.pop())
        return list(balances)
