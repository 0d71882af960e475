# verdict: wrong @ audit_in_between
# Orders the locks of a transfer, and lets the audit read each balance under its own lock in turn.
def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    first, second = sorted((source, target))
    with locks[first], locks[second]:
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    result = []
    for account, lock in enumerate(locks):
        with lock:
            result.append(balances[account])
    return result
