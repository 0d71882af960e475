"""Move money between accounts.

A bank keeps its balances in shared memory. Each account has a lock of its own, so that strangers
do not wait for each other. The version below stands still as soon as two processes move money
between the same two accounts, one there and one back.

Write ``transfer(balances, locks, source, target, amount) -> bool``:

- ``balances`` is a ``RawArray("q", n)``, n >= 1; ``locks`` is a list of n ``multiprocessing.Lock``,
  one an account. The caller makes them. Any number of processes get the same ones, and call both
  functions at any time. Whoever reads or writes a balance holds the lock of this account.
- Move ``amount`` from account ``source`` to account ``target``, and return True. If ``source`` has
  less than that, return False and change nothing. The two may be the same account: then the answer
  is the same, and nothing changes.
- If ``amount`` is below 1, or an index is not in ``range(n)`` (a negative one is not), raise
  ValueError, whatever the balances are, and change nothing.
- While it waits for a lock, it has changed no balance. It waits for no lock but those of its two
  accounts: strangers never wait for each other.

Write ``audit(balances, locks) -> list[int]``: return all balances as they are at one moment.

Both wait for a lock for as long as it takes, and hold none once they have returned or raised. Use
no other locks and no processes. No process dies in a call; all arguments are ints, and no
balance leaves 64 bits. No busy waiting: who waits wakes up at most 50 times a second.

One plain module, right under fork, spawn and forkserver; leave the start method as it is set.

Example: with balances 10, 0 and 0, ``transfer(balances, locks, 0, 2, 4)`` returns True, and then
``audit(balances, locks)`` returns ``[6, 0, 4]``. Done when ``nox -s grade -- 16`` passes.
"""


def transfer(balances, locks, source: int, target: int, amount: int) -> bool:
    with locks[source], locks[target]:  # TODO: who waits for whom if another moves money back?
        if balances[source] < amount:
            return False
        balances[source] -= amount
        balances[target] += amount
        return True


def audit(balances, locks) -> list[int]:
    return list(balances)
