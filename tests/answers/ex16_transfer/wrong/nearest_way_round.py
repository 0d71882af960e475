# verdict: deadlock @ ring
# Takes first the account from which the other one is reached the shorter way round.
from contextlib import ExitStack


def in_order(accounts: int, one: int, other: int) -> list[int]:
    if one == other:
        return [one]
    ahead = (other - one) % accounts
    return [one, other] if ahead <= accounts - ahead else [other, one]


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(locks)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError("no such account, or no such amount")
    with ExitStack() as stack:
        for account in in_order(n, source, target):
            stack.enter_context(locks[account])
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
