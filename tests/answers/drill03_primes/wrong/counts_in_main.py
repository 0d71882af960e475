# verdict: wrong @ processes
# Main counts; nobody is left to be stopped.
import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(blocks: mp.Queue, counts: mp.Queue) -> None:
    while True:
        block = blocks.get()
        if block is None:
            break
        counts.put(sum(map(is_prime, block)))


def main() -> None:
    found = [sum(map(is_prime, block)) for block in BLOCKS]
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
