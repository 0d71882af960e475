# verdict: wrong @ same_account
# Returns True at once if source and target are the same account, since there is nothing to move.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    if not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"accounts {source} and {target} are not both in range({n})")
    if source == target:
        return True  # nothing changes
    low, high = (source, target) if source < target else (target, source)
    with locks[low]:
        with locks[high]:
            if balances[source] < amount:
                return False
            balances[source] -= amount
            balances[target] += amount
            return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return balances[:]
