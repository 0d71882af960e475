"""Everybody adds its neighbour's number to its own; a barrier parts reading from writing."""

import multiprocessing as mp


def add(numbers, place, barrier):
    for _ in range(2):
        seen = numbers[(place + 1) % len(numbers)]
        barrier.wait()
        numbers[place] += seen
        barrier.wait()


if __name__ == "__main__":
    numbers, barrier = mp.RawArray("i", [1, 2, 3]), mp.Barrier(3)
    crew = [mp.Process(target=add, args=(numbers, place, barrier)) for place in range(3)]
    for worker in crew:
        worker.start()
    for worker in crew:
        worker.join()
    print(numbers[:])
