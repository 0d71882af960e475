"""Two see that there is room for one more, and both add one.

finds: exit
"""

import multiprocessing as mp
import sys

LIMIT = 3


def submit(orders, wanted):
    for order in wanted:
        if orders.qsize() < LIMIT:
            orders.put(order)


if __name__ == "__main__":
    orders = mp.Queue()
    clients = [mp.Process(target=submit, args=(orders, ["a", "b"])) for _ in range(2)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    sys.exit(3 if orders.qsize() > LIMIT else 0)
