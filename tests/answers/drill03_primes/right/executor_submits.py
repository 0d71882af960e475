"""An executor of three gets one task for each block, and looks after the ends itself."""

import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor, as_completed

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(block: range) -> int:
    return sum(map(is_prime, block))


def main() -> None:
    with ProcessPoolExecutor(3, mp_context=mp.get_context()) as executor:
        counts = [executor.submit(count_primes, block) for block in BLOCKS]
        found = [count.result() for count in as_completed(counts)]
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
