# verdict: deadlock @ prints_the_right_thing
# One end mark more than before, one less than there are counters.
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
    blocks, counts = mp.Queue(), mp.Queue()
    counters = [mp.Process(target=count_primes, args=(blocks, counts)) for _ in range(3)]
    for counter in counters:
        counter.start()
    for block in BLOCKS:
        blocks.put(block)
    blocks.put(None)
    blocks.put(None)
    found = [counts.get() for _ in BLOCKS]
    for counter in counters:
        counter.join()
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
