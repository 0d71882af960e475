# verdict: deadlock @ other_data
# equal blocks fall together in the dict, and main waits for more of them
"""Find the bug: counting primes.

Three processes count the prime numbers in twelve blocks of numbers. The program has to print this
line, and then to exit with code 0, under fork, spawn and forkserver, on a slow machine too, and
where a pipe holds little:

    783 primes in 12 blocks

It does not. Repair it, and set DIAGNOSIS to the code of what was wrong. Three child processes go on
counting, each a part, and main counts nothing. The start method stays what it is set to, and every
process ends by itself, with code 0. BLOCKS and is_prime() stay at the top: it is also run with
others, and with many.

The codes, which are the same in all drills:

    both-queues-full    two sides wait for room, each in a queue that the other should empty
    empty-is-not-done   an empty queue is taken for the end of the data
    join-before-drain   a process is joined before what it has put is read
    killed-with-lock    a process is killed while it holds a lock that others need
    lost-update         shared data is changed without a lock
    needs-fork          something is used that only a forked child has
    open-write-end      a pipe's write end stays open where nobody writes
    too-few-sentinels   there are more consumers than end marks

Done when ``nox -s grade -- drill03`` passes.
"""

import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(blocks: mp.JoinableQueue, counts: mp.Queue) -> None:
    for block in iter(blocks.get, None):
        counts.put((block, sum(map(is_prime, block))))
        blocks.task_done()
    blocks.task_done()


def main() -> None:
    blocks, counts = mp.JoinableQueue(), mp.Queue()
    counters = [mp.Process(target=count_primes, args=(blocks, counts)) for _ in range(3)]
    for counter in counters:
        counter.start()
    for block in [*BLOCKS, *(None for _ in counters)]:
        blocks.put(block)
    found = {}
    while len(found) < len(BLOCKS):
        block, count = counts.get()
        found[block] = count
    blocks.join()
    for counter in counters:
        counter.join()
    print(f"{sum(found.values())} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
