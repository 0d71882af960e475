"""Two tills write back what is left, and each has read it before: a sale is forgotten.

finds: output
"""

import multiprocessing as mp

MORNING = [("tea", 2), ("rice", 1), ("tea", 3)]
EVENING = [("tea", 4), ("rice", 5)]


def sell(stock, orders):
    for item, amount in orders:
        left = stock[item]
        stock[item] = left - amount


if __name__ == "__main__":
    with mp.Manager() as manager:
        stock = manager.dict(tea=20, rice=10)
        till = mp.Process(target=sell, args=(stock, EVENING))
        till.start()
        sell(stock, MORNING)
        till.join()
        print(sorted(stock.items()))
