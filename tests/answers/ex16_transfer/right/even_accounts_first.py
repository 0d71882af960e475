"""Takes the locks of even accounts before those of odd ones, in transfers and in audits alike."""

from contextlib import ExitStack


def rank(index: int) -> tuple[int, int]:
    """Any total order will do, as long as everybody keeps to it."""
    return index % 2, index


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    for index in (source, target):
        if index not in range(n):
            raise ValueError(f"account {index} of {n}")
    if amount < 1:
        raise ValueError(f"amount {amount}")

    first, second = sorted((source, target), key=rank)
    with ExitStack() as stack:
        stack.enter_context(locks[first])
        if first != second:
            stack.enter_context(locks[second])
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for index in sorted(range(len(balances)), key=rank):
            stack.enter_context(locks[index])
        return list(balances)
