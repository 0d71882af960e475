"""Refuses as soon as it holds the lock of a poor source; audits read while they still collect."""

from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    if any(not 0 <= index < len(balances) for index in (source, target)):
        raise ValueError(f"no account {source}, or no account {target}")

    if source < target:
        with locks[source]:
            if balances[source] < amount:
                return False  # whatever the target has
            with locks[target]:
                move(balances, source, target, amount)
    elif source > target:
        with locks[target], locks[source]:
            if balances[source] < amount:
                return False
            move(balances, source, target, amount)
    else:
        with locks[source]:
            return not balances[source] < amount
    return True


def move(balances, source: int, target: int, amount: int) -> None:
    balances[source] -= amount
    balances[target] += amount


def audit(balances, locks) -> list[int]:
    seen: list[int] = []
    with ExitStack() as stack:
        for index, lock in enumerate(locks):
            stack.enter_context(lock)
            seen.append(balances[index])  # stays as it is: the lock is kept up to the end
    return seen
