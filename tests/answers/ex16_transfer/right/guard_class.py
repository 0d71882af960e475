"""A guard object takes a set of locks in ascending order and gives them back if it is disturbed."""


class Guard:
    """Holds the locks of some accounts in a with statement."""

    def __init__(self, locks, *accounts: int) -> None:
        self._wanted = [locks[index] for index in sorted(set(accounts))]
        self._held: list = []

    def __enter__(self) -> "Guard":
        try:
            for lock in self._wanted:
                lock.acquire()
                self._held.append(lock)
        except BaseException:  # a signal handler may raise while we wait
            self._release()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._release()

    def _release(self) -> None:
        while self._held:
            self._held.pop().release()


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if not 0 <= source < n:
        raise ValueError(f"source {source} is not in range({n})")
    if not 0 <= target < n:
        raise ValueError(f"target {target} is not in range({n})")
    if amount < 1:
        raise ValueError(f"amount {amount} is below 1")
    with Guard(locks, source, target):
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with Guard(locks, *range(len(balances))):
        return list(balances)
