# verdict: wrong @ spent_once
# Looks under its own lock whether the source has enough, and then takes both locks and moves.
from contextlib import ExitStack


def has_enough(balances, locks, account: int, amount: int) -> bool:
    with locks[account]:
        return balances[account] >= amount


def move(balances, locks, source: int, target: int, amount: int) -> None:
    first, second = sorted((source, target))
    with locks[first], locks[second]:
        balances[source] -= amount
        balances[target] += amount


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n) or not (0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if not has_enough(balances, locks, source, amount):
        return False
    if source != target:
        move(balances, locks, source, target, amount)
    return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
