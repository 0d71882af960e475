"""Two customers of three may be in the shop, and nobody ever sees more."""

import multiprocessing as mp


def shop(places, inside, till):
    with places:
        with inside.get_lock():
            inside.value += 1
            assert inside.value <= 2
        with till.get_lock():
            till.value += 5
        with inside.get_lock():
            inside.value -= 1


if __name__ == "__main__":
    places, inside, till = mp.BoundedSemaphore(2), mp.Value("i", 0), mp.Value("i", 0)
    customers = [mp.Process(target=shop, args=(places, inside, till)) for _ in range(3)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    print(inside.value, till.value)
