"""There is a place in the queue when two look, and only one of them gets it.

finds: raise
"""

import multiprocessing as mp


def offer(shop, goods):
    for thing in goods:
        if not shop.full():
            shop.put_nowait(thing)


if __name__ == "__main__":
    shop = mp.Queue(3)
    crew = [
        mp.Process(target=offer, args=(shop, goods)) for goods in (["ink", "pen"], ["cup", "mug"])
    ]
    for seller in crew:
        seller.start()
    for seller in crew:
        seller.join()
    print(len([shop.get() for _ in range(3)]), "things")
