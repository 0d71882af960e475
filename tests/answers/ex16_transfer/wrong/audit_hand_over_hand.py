# verdict: wrong @ audit_in_between
# Lets the audit walk hand over hand: it takes the next lock, and then drops the last one.
def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1:
        raise ValueError("amount must be at least 1")
    for account in (source, target):
        if account < 0 or account >= n:
            raise ValueError(f"no account {account}")
    if source == target:
        with locks[source]:
            return balances[source] >= amount
    with locks[min(source, target)], locks[max(source, target)]:
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    result: list[int] = []
    last = None
    try:
        for account, lock in enumerate(locks):
            lock.acquire()  # never without a lock, so nobody can overtake
            if last is not None:
                last.release()
            last = lock
            result.append(balances[account])
    finally:
        if last is not None:
            last.release()
    return result
