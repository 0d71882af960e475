# verdict: deadlock @ same_account
# Takes two locks in ascending order, whatever the two accounts are.
from contextlib import ExitStack


def check(n: int, source: int, target: int, amount: int) -> None:
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    for account in (source, target):
        if account not in range(n):
            raise ValueError(f"account {account} is not in range({n})")


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    check(len(balances), source, target, amount)
    first, second = sorted((source, target))
    with locks[first], locks[second]:
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
