# verdict: deadlock @ moves
# Acquires and releases by hand, and returns False in between when the source has too little.
def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount

    low, high = sorted((source, target))
    locks[low].acquire()
    try:
        locks[high].acquire()
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        locks[high].release()
        return True
    finally:
        locks[low].release()


def audit(balances, locks) -> list[int]:
    taken = []
    try:
        for lock in locks:
            lock.acquire()
            taken.append(lock)
        return list(balances)
    finally:
        for lock in taken:
            lock.release()
