"""Transfers and audits are generators that ask for locks; a driver takes and returns them."""

from collections.abc import Generator
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")
Steps = Generator[int, None, T]


def drive(locks, steps: "Steps[T]") -> T:
    """Take each lock that the steps ask for, and give all of them back at the end."""
    with ExitStack() as stack:
        while True:
            try:
                wanted = next(steps)
            except StopIteration as end:
                return end.value
            stack.enter_context(locks[wanted])


def transfer_steps(balances, source: int, target: int, amount: int) -> "Steps[bool]":
    yield from sorted({source, target})
    if balances[source] < amount:
        return False
    if source != target:
        balances[source] -= amount
        balances[target] += amount
    return True


def audit_steps(balances) -> "Steps[list[int]]":
    yield from range(len(balances))
    return list(balances)


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n) or not (0 <= target < n):
        raise ValueError("amount or account out of range")
    return drive(locks, transfer_steps(balances, source, target, amount))


def audit(balances, locks) -> list[int]:
    return drive(locks, audit_steps(balances))
