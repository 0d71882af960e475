# right: each counter gets a third of the blocks, and needs no end mark
import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(blocks: list, counts: mp.Queue) -> None:
    for block in blocks:
        counts.put(sum(map(is_prime, block)))


def main() -> None:
    counts = mp.Queue()
    counters = [mp.Process(target=count_primes, args=(BLOCKS[n::3], counts)) for n in range(3)]
    for counter in counters:
        counter.start()
    found = [counts.get() for _ in BLOCKS]
    for counter in counters:
        counter.join()
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
