"""Takes all locks from the top down with one helper, a context manager made of a generator."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager


@contextmanager
def holding(locks, accounts: Iterable[int]) -> Iterator[None]:
    """Hold the locks of some accounts, each once, taken in one order that all processes share."""
    with ExitStack() as stack:
        for index in sorted(set(accounts), reverse=True):
            stack.enter_context(locks[index])
        yield


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    accounts = range(len(balances))
    if amount < 1 or source not in accounts or target not in accounts:
        raise ValueError((source, target, amount))
    with holding(locks, (source, target)):
        enough = balances[source] >= amount
        if enough and source != target:
            balances[source] -= amount
            balances[target] += amount
        return enough


def audit(balances, locks) -> list[int]:
    with holding(locks, range(len(balances))):
        return balances[:]
