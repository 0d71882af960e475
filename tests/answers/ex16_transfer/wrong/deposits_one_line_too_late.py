# verdict: wrong @ many_moves
# Nests the locks in ascending order, and deposits when it has left the inner with statement.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    if source > target:
        with locks[target], locks[source]:
            if balances[source] < amount:
                return False
            balances[source] -= amount
            balances[target] += amount
    else:
        with locks[source]:
            with locks[target]:
                if balances[source] < amount:
                    return False
                balances[source] -= amount
            balances[target] += amount
    return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
