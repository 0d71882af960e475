# verdict: deadlock | early | wrong @ slow_machine
# Waits until something is there, and then looks with empty() before each get().
import multiprocessing as mp
import time

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(blocks: mp.Queue, counts: mp.Queue, ready) -> None:
    ready.wait()
    while not blocks.empty():
        block = blocks.get()
        counts.put(sum(map(is_prime, block)))


def main() -> None:
    blocks, counts = mp.Queue(), mp.Queue()
    ready = mp.Event()
    counters = [mp.Process(target=count_primes, args=(blocks, counts, ready)) for _ in range(3)]
    for counter in counters:
        counter.start()
    for block in BLOCKS:
        blocks.put(block)
    time.sleep(0.3)  # let the blocks arrive
    ready.set()
    found = [counts.get() for _ in BLOCKS]
    for counter in counters:
        counter.join()
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
