# right: a pool of three in a with statement
import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(block: range) -> int:
    return sum(map(is_prime, block))


def main() -> None:
    with mp.Pool(processes=3) as pool:
        found = pool.map(count_primes, BLOCKS, chunksize=1)
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
