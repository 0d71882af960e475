# verdict: wrong @ moves
# Turns the amount into a signed 64-bit number first, as the balances are.
import ctypes
from contextlib import ExitStack


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    change = ctypes.c_longlong(amount).value  # the type of a balance
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        if balances[source] < change:
            return False
        if source != target:
            balances[source] -= change
            balances[target] += change
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
