# verdict: wrong @ balance_held
# Looks at the source before it takes any lock, and spares itself the wait if there is too little.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if balances[source] < amount:
        return False  # not even worth waiting
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        if balances[source] < amount:  # now for sure
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
