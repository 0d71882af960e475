"""A ring of two places: who is woken looks again, and everybody is woken by a change."""

import multiprocessing as mp

PLACES = 2


def take(ring, made, taken, changed, total):
    for _ in range(2):
        with changed:
            while made.value == taken.value:
                changed.wait()
            total.value += ring[taken.value % PLACES]
            taken.value += 1
            changed.notify_all()


if __name__ == "__main__":
    ring = mp.RawArray("i", PLACES)
    made, taken, total = (mp.RawValue("i", 0) for _ in range(3))
    changed = mp.Condition()
    shared = (ring, made, taken, changed, total)
    takers = [mp.Process(target=take, args=shared) for _ in range(2)]
    for taker in takers:
        taker.start()
    for number in (1, 20, 300, 4000):
        with changed:
            changed.wait_for(lambda: made.value - taken.value < PLACES)
            ring[made.value % PLACES] = number
            made.value += 1
            changed.notify_all()
    for taker in takers:
        taker.join()
    print(total.value)
