# verdict: wrong @ processes
import multiprocessing as mp

DIAGNOSIS = "too-few-sentinels"

BLOCKS = [range(start, start + 500) for start in range(0, 6000, 500)]


def is_prime(number: int) -> bool:
    return number > 1 and all(number % n for n in range(2, int(number**0.5) + 1))


def count_primes(connection) -> None:
    for block in iter(connection.recv, None):
        connection.send(sum(map(is_prime, block)))


def main() -> None:
    counters, connections = [], []
    for _ in range(3):
        here, there = mp.Pipe()
        counter = mp.Process(target=count_primes, args=(there,))
        counter.start()
        counters.append(counter)
        connections.append(here)
    found = []
    for block in BLOCKS:
        connections[0].send(block)
        found.append(connections[0].recv())
    for connection in connections:
        connection.send(None)
    for counter in counters:
        counter.join()
    print(f"{sum(found)} primes in {len(found)} blocks")


if __name__ == "__main__":
    main()
