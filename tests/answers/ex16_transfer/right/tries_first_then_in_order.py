"""Tries to get all locks without waiting, in any order, and takes them in order if one is busy."""

from collections.abc import Sequence
from contextlib import ExitStack


def try_all(locks, accounts: Sequence[int], stack: ExitStack) -> bool:
    for index in accounts:
        if not locks[index].acquire(block=False):
            stack.close()
            return False
        stack.callback(locks[index].release)
    return True


def hold(locks, accounts: Sequence[int], stack: ExitStack) -> None:
    if not try_all(locks, accounts, stack):
        for index in sorted(accounts):  # who waits takes them in order
            stack.enter_context(locks[index])


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or min(source, target) < 0 or max(source, target) >= n:
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with ExitStack() as stack:
        hold(locks, [source] if source == target else [source, target], stack)
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        hold(locks, range(len(locks)), stack)
        return list(balances)
