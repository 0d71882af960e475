"""Two-phase locking: the audit collects all locks, then reads and lets go of one by one."""

from collections import deque


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    accounts = range(len(balances))
    if amount < 1 or not {source, target} <= set(accounts):
        raise ValueError(f"transfer({source}, {target}, {amount})")
    if source > target:
        outer, inner = target, source
    else:
        outer, inner = source, target
    locks[outer].acquire()
    try:
        if outer == inner:
            return balances[source] >= amount
        locks[inner].acquire()
        try:
            if balances[source] < amount:
                return False
            balances[source], balances[target] = (
                balances[source] - amount,
                balances[target] + amount,
            )
            return True
        finally:
            locks[inner].release()
    finally:
        locks[outer].release()


def audit(balances, locks) -> list[int]:
    held: deque = deque()
    seen: list[int] = []
    try:
        for lock in locks:
            lock.acquire()
            held.append(lock)
        # This is the moment. What changes from here on does so where it has been read.
        while held:
            seen.append(balances[len(seen)])
            held.popleft().release()
    finally:
        for lock in held:
            lock.release()
    return seen
