"""Every access to the accounts is locked, and a transfer is four of them.

finds: output
"""

import multiprocessing as mp


def transfer(accounts, orders):
    for giver, getter, amount in orders:
        accounts[giver] -= amount
        accounts[getter] += amount


if __name__ == "__main__":
    accounts = mp.Array("i", [100, 100, 100])
    clerks = [
        mp.Process(target=transfer, args=(accounts, [(0, 1, 10), (1, 2, 20)])),
        mp.Process(target=transfer, args=(accounts, [(2, 1, 30), (1, 0, 5)])),
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    print(accounts[:], sum(accounts[:]))
