# verdict: wrong @ shared_target
# Locks the account that might not have enough: adding to the other one cannot fail.
def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError("an amount is at least 1")
    if not (0 <= source < n and 0 <= target < n):
        raise ValueError("there is no such account")
    with locks[source]:
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
    if source != target:
        balances[target] += amount
    return True


def audit(balances, locks) -> list[int]:
    for lock in locks:
        lock.acquire()
    seen = list(balances)
    for lock in locks:
        lock.release()
    return seen
