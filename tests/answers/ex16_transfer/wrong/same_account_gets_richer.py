# verdict: wrong @ same_account
# Reads both balances into variables first, and writes both results back.
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    valid = range(len(balances))
    if source not in valid or target not in valid or amount < 1:
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        have, other = balances[source], balances[target]
        if have < amount:
            return False
        balances[source] = have - amount
        balances[target] = other + amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return [int(balance) for balance in balances]
