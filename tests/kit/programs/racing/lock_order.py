"""A transfer locks the account that gives, then the one that gets; two go opposite ways.

finds: deadlock
"""

import multiprocessing as mp


def transfer(giver, getter):
    with giver, getter:
        pass


if __name__ == "__main__":
    ann, bob = mp.Lock(), mp.Lock()
    one = mp.Process(target=transfer, args=(ann, bob))
    two = mp.Process(target=transfer, args=(bob, ann))
    one.start()
    two.start()
    one.join()
    two.join()
