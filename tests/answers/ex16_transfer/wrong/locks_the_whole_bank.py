# verdict: deadlock @ lock_held
# Takes all locks in ascending order for every transfer, as for an audit.
from contextlib import ExitStack


def lock_all(locks) -> ExitStack:
    """Return a stack that holds all locks until it is left."""
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return stack.pop_all()


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with lock_all(locks):
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with lock_all(locks):
        return list(balances)
