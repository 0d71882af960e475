# verdict: deadlock @ both_ways
# Takes the locks in the order in which a set of the two accounts gives them.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount must be positive, got {amount}")
    if not 0 <= source < n or not 0 <= target < n:
        raise ValueError(f"accounts must be in range({n}), got {source} and {target}")
    with ExitStack() as stack:
        # A set: the order of the arguments no longer matters, and equal accounts count once.
        for account in {source, target}:
            stack.enter_context(locks[account])
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for account in set(range(len(balances))):
            stack.enter_context(locks[account])
        return list(balances)
