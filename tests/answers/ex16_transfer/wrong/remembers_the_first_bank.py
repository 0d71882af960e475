# verdict: crashed @ other_banks
# Works out the order of all accounts once, and keeps it in the module for later calls.
from contextlib import ExitStack

_order: list[int] = []


def order(n: int) -> list[int]:
    """Return all accounts in the order in which their locks are taken."""
    if not _order:
        _order.extend(range(n))
    return _order


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    n = len(balances)
    if amount < 1 or not (0 <= source < n and 0 <= target < n):
        raise ValueError(f"cannot move {amount} from {source} to {target}")
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        if balances[source] < amount:
            return False
        if source != target:
            balances[source] -= amount
            balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    with ExitStack() as stack:
        for account in order(len(balances)):
            stack.enter_context(locks[account])
        return [balances[account] for account in order(len(balances))]
