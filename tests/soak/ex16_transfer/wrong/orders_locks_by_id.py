# verdict: deadlock @ both_ways
# Takes all locks in the order of the ids of the lock objects.
from contextlib import ExitStack


def in_order(locks) -> list:
    """Sort locks, whatever accounts they belong to: equal locks have equal ids."""
    return sorted(locks, key=id)


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    accounts = range(len(balances))
    if amount < 1 or source not in accounts or target not in accounts:
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    first, second = in_order([locks[source], locks[target]])
    with first, second:
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in in_order(locks):
            stack.enter_context(lock)
        return list(balances)
