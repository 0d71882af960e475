"""A scheduler: a duplex pipe per counter, and connection.wait hands the next block to whoever is free."""

import multiprocessing as mp
from multiprocessing.connection import wait

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number):
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


class Counter(mp.Process):
    def __init__(self, number, parent_end, child_end):
        super().__init__(name=f"counter {number}")
        self.parent_end, self.child_end = parent_end, child_end

    def run(self):
        self.parent_end.close()
        with self.child_end as connection:
            while (block := connection.recv()) is not None:
                connection.send(sum(is_prime(number) for number in block))


def main():
    counters, connections = [], []
    for number in range(3):
        parent_end, child_end = mp.Pipe()
        counter = Counter(number, parent_end, child_end)
        counter.start()
        child_end.close()
        counters.append(counter)
        connections.append(parent_end)
    todo = iter(BLOCKS)
    for connection in connections:
        connection.send(next(todo))
    total = done = 0
    busy = list(connections)
    while busy:
        for connection in wait(busy):
            total += connection.recv()
            done += 1
            block = next(todo, None)
            connection.send(block)
            if block is None:
                busy.remove(connection)
    for counter, connection in zip(counters, connections):
        counter.join()
        connection.close()
    print(f"{total} primes in {done} blocks")


if __name__ == "__main__":
    main()
