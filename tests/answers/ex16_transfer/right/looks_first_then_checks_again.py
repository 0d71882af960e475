"""Looks at the source under its lock alone, then takes both locks in order and checks once more."""

from contextlib import ExitStack


def can_pay(balances, lock, account: int, amount: int) -> bool:
    with lock:
        return balances[account] >= amount


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    valid = range(len(balances))
    if amount < 1 or source not in valid or target not in valid:
        raise ValueError(f"{source=}, {target=}, {amount=}")

    if not can_pay(balances, locks[source], source, amount):
        return False
    if source == target:
        return True
    first, second = sorted((source, target))
    with locks[first], locks[second]:
        if balances[source] < amount:  # somebody may have been faster
            return False
        balances[source] -= amount
        balances[target] += amount
    return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        list(map(stack.enter_context, locks))
        return list(balances)
