"""Everybody takes the fork on the left, and then wants the one on the right.

finds: deadlock
"""

import multiprocessing as mp


def dine(left, right, eaten):
    for _ in range(2):
        with left, right, eaten.get_lock():
            eaten.value += 1


if __name__ == "__main__":
    forks = [mp.Lock() for _ in range(3)]
    eaten = mp.Value("i", 0)
    guests = [
        mp.Process(target=dine, args=(forks[seat], forks[(seat + 1) % 3], eaten))
        for seat in range(3)
    ]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    print(eaten.value, "meals")
