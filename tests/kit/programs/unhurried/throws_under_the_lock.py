"""Dice are counted in an array, whose lock is taken for the whole of an addition."""

import multiprocessing as mp


def throw(counts, dice):
    for eyes in dice:
        with counts.get_lock():
            counts[eyes - 1] += 1
            counts[6] = max(counts[6], eyes)


if __name__ == "__main__":
    counts = mp.Array("i", 7)
    hands = ([1, 6, 3], [6, 3], [2, 3])
    players = [mp.Process(target=throw, args=(counts, dice)) for dice in hands]
    for player in players:
        player.start()
    for player in players:
        player.join()
    print(counts[:6], "best:", counts[6])
