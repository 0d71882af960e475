"""Takes the locks of both accounts, always in the order of their numbers."""

from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    accounts = range(len(locks))
    if amount < 1 or source not in accounts or target not in accounts:
        raise ValueError(f"cannot move {amount} from account {source} to {target}")
    with ExitStack() as held:
        for account in sorted({source, target}):  # one order for all, and each lock once
            held.enter_context(locks[account])
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as held:
        for lock in locks:
            held.enter_context(lock)
        return list(balances)
