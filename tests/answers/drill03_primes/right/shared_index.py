"""No end marks: the counters draw the index of the next block from a shared value, until there is none."""

import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def draw(following, end):
    while True:
        with following.get_lock():
            index = following.value
            following.value += 1
        if index >= end:
            return
        yield index


def count_primes(blocks, following, counts) -> None:
    for index in draw(following, len(blocks)):
        counts.put(sum(map(is_prime, blocks[index])))


def main() -> None:
    following, counts = mp.Value("i", 0), mp.Queue()
    counters = [
        mp.Process(target=count_primes, args=(BLOCKS, following, counts)) for _ in range(3)
    ]
    for counter in counters:
        counter.start()
    found = [counts.get() for _ in BLOCKS]
    for counter in counters:
        counter.join()
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
