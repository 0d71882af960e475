"""Acquires in ascending order by hand, keeps a list of what it holds, and releases in finally."""


def acquire_all(locks, order, held: list) -> None:
    for index in order:
        locks[index].acquire()
        held.append(locks[index])


def release_all(held: list) -> None:
    while held:
        held.pop().release()


def check(n: int, source: int, target: int, amount: int) -> None:
    for index in (source, target):
        if index < 0 or index >= n:
            raise ValueError(f"no account {index}")
    if amount <= 0:
        raise ValueError(f"cannot move {amount}")


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    check(len(balances), source, target, amount)
    held: list = []
    try:
        acquire_all(locks, sorted({source, target}), held)
        left = balances[source] - amount
        if left < 0:
            return False
        balances[source] = left
        balances[target] += amount  # also right if it is the source: gives back what went
        return True
    finally:
        release_all(held)


def audit(balances, locks) -> list[int]:
    held: list = []
    try:
        acquire_all(locks, range(len(locks)), held)
        return [balances[index] for index in range(len(locks))]
    finally:
        release_all(held)
