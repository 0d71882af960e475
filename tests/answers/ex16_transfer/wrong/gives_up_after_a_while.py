# verdict: wrong @ lock_held
# Waits four times half a second for the second lock, and then takes the transfer for failed.
from contextlib import ExitStack

TRIES = 4
PATIENCE = 0.5


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or source not in range(n) or target not in range(n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    first, second = sorted((source, target))
    for _ in range(TRIES):
        with locks[first]:
            if not locks[second].acquire(timeout=PATIENCE):
                continue  # let others through, then try again
            try:
                if balances[source] < amount:
                    return False
                balances[source] -= amount
                balances[target] += amount
                return True
            finally:
                locks[second].release()
    return False


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for lock in locks:
            stack.enter_context(lock)
        return list(balances)
